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
from dynamodb_toolbox.cli.output import OUTPUT, write
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.exports.python_types import to_python_types


@click.command()
@TARGET
@OUTPUT
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
    if check and output is not None:
        _compare(text, output)
    else:
        write(text, output)


def _entities(target: str) -> list[Entity[Any, Any]]:
    found = [entity for chosen in chosen_tables(target) for entity in chosen.entities]
    if not found:
        raise Failure(f"There is no entity at '{target}'.")
    return found


def _compare(text: str, path: Path) -> None:
    """Exit with 1 where a file does not say what the entities say, however it is laid out."""
    before = _read(path)
    if _said(before) == _said(text):
        return
    lines = unified_diff(before.splitlines(), text.splitlines(), str(path), "as it should be", lineterm="")
    click.echo("\n".join(lines))
    sys.exit(1)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"Cannot read '{path}': {error}.") from error


def _said(text: str) -> str:
    """Give what a program says, without its layout; what is none is as it is."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return text
