"""`--output`: where a command writes what it makes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from dynamodb_toolbox.cli.failing import Failure

OUTPUT: Final = click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="A file, instead of stdout."
)


def write(text: str, output: Path | None) -> None:
    """Write a text to a file, or to stdout.

    Raises:
        Failure: The file cannot be written.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"Cannot write '{output}': {error.strerror}.") from error
