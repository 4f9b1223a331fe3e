"""Which tables there are, and what each is.

The catalog is read in the transaction of the request. Its rows are decoded once: every change to it raises
a generation number, kept in the file, so that a process sees what another created or deleted.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine.keys import KeyAttribute, KeySchema
from dynamodb_toolbox.engine.storage import sql
from dynamodb_toolbox.errors import ResourceNotFoundException

_MOST_TABLES_KEPT: Final = 1000


@dataclass(frozen=True, slots=True)
class Index:
    """A secondary index: its name, its key attributes, and whether it is local."""

    name: str
    attributes: tuple[KeyAttribute, ...]
    is_local: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the catalog has it.

    Attributes:
        id: The number under which SQLite has its items; never used twice.
        name: Its name.
        key: Its key schema.
        indexes: Its secondary indexes.
        definition: What was asked for and when, as `DescribeTable` shows it.
    """

    id: int
    name: str
    key: KeySchema
    indexes: tuple[Index, ...]
    definition: dict[str, Any]

    @property
    def has_collections(self) -> bool:
        """Whether items of one partition key are counted together, as under local indexes."""
        return any(index.is_local for index in self.indexes)


class Catalog:
    """The tables of one database."""

    def __init__(self) -> None:
        self._known: tuple[int, dict[str, Table]] = (0, {})

    def find(self, connection: sqlite3.Connection, name: str) -> Table | None:
        """Give a table, or `None` where none has that name."""
        generation = connection.execute(sql.SELECT_GENERATION).fetchone()[0]
        known_generation, tables = self._known
        if known_generation != generation or len(tables) > _MOST_TABLES_KEPT:
            tables = {}
            self._known = generation, tables
        table = tables.get(name)
        if table is None:
            row = connection.execute(sql.SELECT_TABLE, (name,)).fetchone()
            if row is None:
                return None
            table = tables[name] = _table(row[0], name, msgspec.json.decode(row[1]))
        return table

    def get(self, connection: sqlite3.Connection, name: str) -> Table:
        """Give a table.

        Raises:
            ResourceNotFoundException: None has that name.
        """
        table = self.find(connection, name)
        if table is None:
            raise ResourceNotFoundException("Requested resource not found")
        return table


def names_after(connection: sqlite3.Connection, start: str, limit: int) -> list[str]:
    """Give up to `limit` names of tables that sort after `start`."""
    return [row[0] for row in connection.execute(sql.SELECT_TABLE_NAMES, (start, limit))]


def create(connection: sqlite3.Connection, name: str, definition: dict[str, Any]) -> Table:
    """Add a table, whose name must be free."""
    cursor = connection.execute(sql.INSERT_TABLE, (name, msgspec.json.encode(definition)))
    table = _table(cursor.lastrowid or 0, name, definition)
    connection.execute(sql.INSERT_COUNTS, (table.id,))
    for statement in sql.create_items(table.id):
        connection.execute(statement)
    connection.execute(sql.RAISE_GENERATION)
    return table


def drop(connection: sqlite3.Connection, table: Table) -> None:
    """Remove a table and its items."""
    connection.execute(sql.drop_items(table.id))
    connection.execute(sql.DELETE_COUNTS, (table.id,))
    connection.execute(sql.DELETE_TABLE, (table.id,))
    connection.execute(sql.RAISE_GENERATION)


def counts(connection: sqlite3.Connection, table: Table) -> tuple[int, int]:
    """Give how many items a table has, and their bytes as DynamoDB counts them."""
    items, size = connection.execute(sql.SELECT_COUNTS, (table.id,)).fetchone()
    return items, size


def _table(number: int, name: str, definition: dict[str, Any]) -> Table:
    types = {a["AttributeName"]: a["AttributeType"] for a in definition["AttributeDefinitions"]}

    def attributes(schema: list[dict[str, str]]) -> list[KeyAttribute]:
        names = [element["AttributeName"] for element in schema]
        return [KeyAttribute(name, types[name]) for name in names]

    indexes = [
        Index(index["IndexName"], tuple(attributes(index["KeySchema"])), kind == "LocalSecondaryIndexes")
        for kind in ("LocalSecondaryIndexes", "GlobalSecondaryIndexes")
        for index in definition.get(kind, ())
    ]
    partition, *sort = attributes(definition["KeySchema"])
    return Table(number, name, KeySchema(partition, sort[0] if sort else None), tuple(indexes), definition)
