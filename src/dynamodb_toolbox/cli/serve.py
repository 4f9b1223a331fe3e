"""`dynamodb-toolbox serve`: the engine as a server (extra `server`)."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import EngineError

if TYPE_CHECKING:
    from types import ModuleType


@click.command()
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="The file; made where none is.")
@click.option("--memory", is_flag=True, help="Keep everything in memory (the default): gone with the server.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one."
)
@click.option(
    "--credentials",
    multiple=True,
    envvar="DYNAMODB_TOOLBOX_CREDENTIALS",
    metavar="FILE|KEY:SECRET",
    help="Answer only requests signed with these keys. A file has the form of ~/.aws/credentials. May be "
    "repeated; in DYNAMODB_TOOLBOX_CREDENTIALS several are set apart by spaces.",
)
@click.option(
    "--synchronous",
    type=click.Choice(["FULL", "NORMAL", "OFF"]),
    default="FULL",
    show_default=True,
    help="What an acknowledged write survives: FULL a power cut, the others the end of the process.",
)
@click.option("--quiet", is_flag=True, help="Write no line for each request.")
def command(  # click gives them by name
    db: Path | None,
    memory: bool,
    host: str,
    port: int,
    credentials: tuple[str, ...],
    synchronous: str,
    quiet: bool,
) -> None:
    """Serve DynamoDB's API from a file or from memory.

    For the AWS CLI, boto3, any AWS SDK: give them the URL as their endpoint.
    """
    if db is not None and memory:
        raise click.UsageError("--db and --memory: choose one.")
    serving = _serving()
    secrets = _secrets(credentials)
    with contextlib.closing(_engine(db, synchronous)) as engine, _listen(serving, host, port) as listener:
        _configure_logs(quiet=quiet)
        if secrets is None and not serving.is_loopback(listener):
            click.echo(
                "Warning: whoever reaches this address may read and write: no --credentials.", err=True
            )
        line = f"{db or 'A database in memory'} is served at {serving.url_of(listener)}"
        serving.serve(engine, listener, secrets, lambda: click.echo(line))
    click.echo("Stopped.")


def _serving() -> ModuleType:
    try:
        from dynamodb_toolbox.server import serving  # noqa: PLC0415  # only the extra brings uvicorn
    except ModuleNotFoundError as error:
        if error.name != "uvicorn":
            raise
        raise click.ClickException("serve needs uvicorn: pip install 'dynamodb-toolbox[server]'") from None
    return serving


def _secrets(credentials: tuple[str, ...]) -> dict[str, str] | None:
    from dynamodb_toolbox.server.credentials import secrets_of  # noqa: PLC0415  # as above

    try:
        return secrets_of(credentials) if credentials else None
    except (ValueError, OSError) as error:
        raise click.BadParameter(str(error), param_hint="--credentials") from None


def _engine(db: Path | None, synchronous: str) -> Engine:
    try:
        return Engine.open(db, synchronous=synchronous)
    except EngineError as error:
        raise click.ClickException(error.message) from None


def _listen(serving: ModuleType, host: str, port: int) -> socket.socket:
    try:
        listener: socket.socket = serving.listen(host, port)
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {host}:{port}: {error.strerror}") from None
    return listener


def _configure_logs(*, quiet: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    levels = {
        "dynamodb_toolbox.server": logging.WARNING if quiet else logging.INFO,
        "uvicorn": logging.WARNING,
    }
    for name, level in levels.items():
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False
