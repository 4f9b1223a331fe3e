"""The list of commands; each is a module beside this one, loaded when it is asked for."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any, Final

import click

from dynamodb_toolbox.cli.failing import Failure

COMMANDS: Final[dict[str, str]] = {
    "diff": "diff",
    "export": "export",
    "mcp": "mcp",
    "scan": "scan",
    "serve": "serve",
    "tables": "tables",
    "types": "types",
}
"""Commands by name, and the module that holds each, as the function `command`."""


class _Commands(click.Group):
    """A group whose commands are loaded late, so that `serve` never pays for what `types` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"dynamodb_toolbox.cli.{COMMANDS[cmd_name]}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; where the output can take no more, as on a full disk, say so."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno in {None, errno.EPIPE}:  # click knows a reader that has gone
                raise
            raise Failure(str(error)) from error


@click.command(cls=_Commands)
@click.version_option(package_name="dynamodb-toolbox")
def cli() -> None:
    """DynamoDB for Python: tables, schemas, and an engine to run them on."""
