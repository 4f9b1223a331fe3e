"""`dynamodb-toolbox types`: the types of entities as a module of TypedDicts."""

from __future__ import annotations

import ast
import sys
from difflib import unified_diff
from pathlib import Path
from typing import Any

import click

from dynamodb_toolbox.cli.chosen_tables import TARGET, chosen_tables
from dynamodb_toolbox.cli.failing import Failure, failing
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.exports.python_types import to_python_types


@click.command()
@TARGET
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="A file, instead of stdout."
)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 and a diff where the file is not up to date."
)
def command(target: str, output: Path | None, check: bool) -> None:
    """Write the TypedDicts of what entities take and give, for type checkers.

    MODULE[:NAME] is an entity, registry or database of your code, or a module with such. For each entity:
    what is read, what a put takes, what an update takes, and a key.
    """
    if check and output is None:
        raise click.UsageError("--check compares with a file: give it by -o FILE.")
    entities = _entities(target)
    with failing():
        text = to_python_types(*entities)
    if output is None:
        click.echo(text, nl=False)
    elif check:
        _compare(text, output)
    else:
        output.write_text(text, encoding="utf-8")


def _entities(target: str) -> list[Entity[Any, Any]]:
    found = [entity for chosen in chosen_tables(target) for entity in chosen.entities]
    if not found:
        raise Failure(f"There is no entity at '{target}'.")
    return found


def _compare(text: str, path: Path) -> None:
    """Exit with 1 where a file does not say what the entities say, however it is laid out."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if _said(before) == _said(text):
        return
    lines = unified_diff(before.splitlines(), text.splitlines(), str(path), "as it should be", lineterm="")
    click.echo("\n".join(lines))
    sys.exit(1)


def _said(text: str) -> str:
    """Give what a program says, without its layout; what is none is as it is."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return text
