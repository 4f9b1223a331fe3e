"""The tables that a target names, with their entities, and who reaches them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import click

from dynamodb_toolbox.cli.failing import failing
from dynamodb_toolbox.cli.targets import load
from dynamodb_toolbox.commands.registry import Registry
from dynamodb_toolbox.connection import connect
from dynamodb_toolbox.database import Database
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.protocol.calls import Sender
from dynamodb_toolbox.table import Table

TARGET: Final = click.argument("target", metavar="MODULE[:NAME]")
URL: Final = click.option(
    "--url",
    help="Where the tables are: sqlite:///app.db, dynamodb://eu-west-1, http://127.0.0.1:8000, as connect() "
    "takes it. Without it, each table's own client is used.",
)


@dataclass
class ChosenTable:
    """A table, and those of its entities that were found with it."""

    table: Table
    entities: list[Entity[Any, Any]] = field(default_factory=list)


def chosen_tables(target: str) -> list[ChosenTable]:
    """Give the tables that a target names: itself, or those of its entity, registry or database.

    Raises:
        click.BadParameter: There is no such thing.
        Failure: The module cannot be imported.
    """
    found = load(target, Table, Entity, Registry, Database)
    chosen: dict[int, ChosenTable] = {}
    for table, entities in _pairs(found.values()):
        one = chosen.setdefault(id(table), ChosenTable(table))
        one.entities += [entity for entity in entities if entity not in one.entities]
    return list(chosen.values())


def _pairs(found: Iterable[Any]) -> Iterator[tuple[Table, list[Entity[Any, Any]]]]:
    for thing in found:
        if isinstance(thing, Table):
            yield thing, []
        elif isinstance(thing, Entity):
            yield thing.table, [thing]
        elif isinstance(thing, Registry):
            yield thing.table, list(thing.entities.values())
        else:
            yield from _pairs(thing.tables.values())


@contextmanager
def reached(url: str | None) -> Generator[Callable[[Table], Sender]]:
    """Give who reaches a table: a client for the URL, closed in the end, or its own; errors are failures."""
    with failing():
        if url is None:
            yield Table.get_client
            return
        with connect(url) as client:
            yield lambda _: client
