"""Which tables there are, and what each is.

The catalog is read in the transaction of the request. Its rows are decoded once: every change to it raises
a generation number, kept in the file, so that a process sees what another created or deleted.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.keys import KeyAttribute, KeySchema
from dynamodb_toolbox.engine.storage import expiry, history, sql, streams
from dynamodb_toolbox.engine.storage.expiry import ItemsDue
from dynamodb_toolbox.engine.storage.streams import OpenStream
from dynamodb_toolbox.errors import ResourceNotFoundException

_MOST_TABLES_KEPT: Final = 1000
_INDEX_KINDS: Final = ("LocalSecondaryIndexes", "GlobalSecondaryIndexes")


@dataclass(frozen=True, slots=True)
class Index:
    """A secondary index.

    Attributes:
        id: The number under which SQLite has its entries; never used twice.
        name: Its name.
        partition: The attributes of its partition key.
        sort: The attributes of its sort key, perhaps none.
        is_local: Whether it orders the items of one partition of the table.
        projected: The attributes that its entries hold; `None` for all.
    """

    id: int
    name: str
    partition: tuple[KeyAttribute, ...]
    sort: tuple[KeyAttribute, ...]
    is_local: bool
    projected: frozenset[str] | None

    @property
    def attributes(self) -> tuple[KeyAttribute, ...]:
        """The attributes of its key."""
        return self.partition + self.sort


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the catalog has it.

    Attributes:
        id: The number under which SQLite has its items; never used twice.
        name: Its name.
        key: Its key schema.
        indexes: Its secondary indexes.
        definition: What was asked for and when, as `DescribeTable` shows it.
        expires_by: The attribute that tells when an item expires; `None` where items do not.
        stream: The stream to which changes are written, or `None`.
        history_days: For how many days the items as they were are kept; `None` where they are not.
        is_followed: Whether anything follows the items: an index, a stream, their expiry or history.
    """

    id: int
    name: str
    key: KeySchema
    indexes: tuple[Index, ...]
    definition: dict[str, Any]
    expires_by: str | None
    stream: OpenStream | None
    history_days: int | None
    is_followed: bool

    def index(self, name: str) -> Index | None:
        """Give the index of that name, or `None`."""
        return next((index for index in self.indexes if index.name == name), None)

    @property
    def has_collections(self) -> bool:
        """Whether items of one partition key are counted together, as under local indexes."""
        return any(index.is_local for index in self.indexes)


class Catalog:
    """The tables of one database."""

    def __init__(self) -> None:
        self._known: tuple[int, dict[str, Table]] = (0, {})

    def find(self, connection: sqlite3.Connection, name: str) -> Table | None:
        """Give a table, or `None` where none has that name.

        Raises:
            ItemsDue: Items of it have expired.
        """
        table = self.look_up(connection, name)
        if table is not None and table.expires_by is not None and expiry.is_due(connection, table.id):
            raise ItemsDue(name)
        return table

    def look_up(self, connection: sqlite3.Connection, name: str) -> Table | None:
        """Give a table by its name or ARN, or `None`, even where items of it have expired."""
        generation = connection.execute(sql.SELECT_GENERATION).fetchone()[0]
        known_generation, tables = self._known
        if known_generation != generation or len(tables) > _MOST_TABLES_KEPT:
            tables = {}
            self._known = generation, tables
        table = tables.get(name)
        if table is None:
            own = arns.table_of(name) or name
            row = connection.execute(sql.SELECT_TABLE, (own,)).fetchone()
            if row is None:
                return None
            table = tables[name] = load(connection, own, *row)
        return table

    def known(self, name: str) -> tuple[int, Table] | None:
        """Give a table as it was last read, and the generation for which it holds; or `None`."""
        generation, tables = self._known
        table = tables.get(name)
        return None if table is None else (generation, table)

    def get(self, connection: sqlite3.Connection, name: str) -> Table:
        """Give a table.

        Raises:
            ResourceNotFoundException: None has that name.
            ItemsDue: Items of it have expired.
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
    encoded = msgspec.json.encode(definition)
    number = connection.execute(sql.INSERT_TABLE, (name, encoded)).lastrowid or 0
    connection.execute(sql.INSERT_COUNTS, (number,))
    for statement in sql.create_items(number):
        connection.execute(statement)
    for index_name in index_names(encoded):
        add_index(connection, number, index_name)
    connection.execute(sql.RAISE_GENERATION)
    return load(connection, name, number, encoded)


def redefine(connection: sqlite3.Connection, table: Table, definition: dict[str, Any]) -> Table:
    """Give a table another definition, and what it makes room for; what an index has is for `entries`."""
    encoded = msgspec.json.encode(definition)
    connection.execute(sql.UPDATE_TABLE, (encoded, table.id))
    names = set(index_names(encoded))
    for index in table.indexes:
        if index.name not in names:
            connection.execute(sql.drop_entries(index.id))
            connection.execute(sql.DELETE_INDEX, (index.id,))
    for name in names - {index.name for index in table.indexes}:
        add_index(connection, table.id, name)
    connection.execute(sql.RAISE_GENERATION)
    return load(connection, table.name, table.id, encoded)


def index_names(encoded: bytes) -> list[str]:
    """Give the names of the indexes in a definition as the catalog has it."""
    definition = msgspec.json.decode(encoded)
    return [index["IndexName"] for kind in _INDEX_KINDS for index in definition.get(kind, ())]


def add_index(connection: sqlite3.Connection, table: int, name: str) -> None:
    """Make room for the entries of an index."""
    number = connection.execute(sql.INSERT_INDEX, (table, name)).lastrowid or 0
    for statement in sql.create_entries(number):
        connection.execute(statement)


def drop(connection: sqlite3.Connection, table: Table) -> None:
    """Remove a table and its items; its stream ends, and can still be read."""
    streams.end(connection, table.id)
    if table.expires_by is not None:
        expiry.end(connection, table.id)
    if table.history_days is not None:
        history.end(connection, table.id)
    connection.execute(sql.drop_items(table.id))
    for index in table.indexes:
        connection.execute(sql.drop_entries(index.id))
    connection.execute(sql.DELETE_INDEXES, (table.id,))
    connection.execute(sql.DELETE_COUNTS, (table.id,))
    connection.execute(sql.DELETE_TABLE, (table.id,))
    connection.execute(sql.RAISE_GENERATION)


def counts(connection: sqlite3.Connection, table: Table) -> tuple[int, int]:
    """Give how many items a table has, and their bytes as DynamoDB counts them."""
    items, size = connection.execute(sql.SELECT_COUNTS, (table.id,)).fetchone()
    return items, size


def index_counts(connection: sqlite3.Connection, table: Table) -> dict[str, tuple[int, int]]:
    """Give how many entries each index of a table has, and their bytes, by the index's name."""
    rows = connection.execute(sql.SELECT_INDEX_COUNTS, (table.id,))
    return {name: (entries, size) for name, entries, size in rows}


def load(connection: sqlite3.Connection, name: str, number: int, encoded: bytes) -> Table:
    """Give the table of one row of the catalog."""
    definition: dict[str, Any] = msgspec.json.decode(encoded)
    indexes = indexes_of(connection, number, definition)
    expires_by = definition.get("TimeToLive", {}).get("AttributeName")
    history_days = definition.get("PointInTimeRecovery", {}).get("RecoveryPeriodInDays")
    stream = streams.opened(connection, number)
    return Table(
        id=number,
        name=name,
        key=_key_of(definition),
        indexes=indexes,
        definition=definition,
        expires_by=expires_by,
        stream=stream,
        history_days=history_days,
        is_followed=bool(indexes or expires_by or stream or history_days),
    )


def indexes_of(connection: sqlite3.Connection, table: int, definition: dict[str, Any]) -> tuple[Index, ...]:
    """Give the indexes of a table by its number and definition."""
    types, key = _types_of(definition), _key_of(definition)
    numbers: dict[str, int] = dict(connection.execute(sql.SELECT_INDEXES, (table,)).fetchall())
    return tuple(
        [
            _index(index, numbers[index["IndexName"]], types, key, is_local=kind == "LocalSecondaryIndexes")
            for kind in _INDEX_KINDS
            for index in definition.get(kind, ())
        ]
    )


def _types_of(definition: dict[str, Any]) -> dict[str, str]:
    return {a["AttributeName"]: a["AttributeType"] for a in definition["AttributeDefinitions"]}


def _key_of(definition: dict[str, Any]) -> KeySchema:
    types, schema = _types_of(definition), definition["KeySchema"]
    partition, sort = _attributes(schema, "HASH", types), _attributes(schema, "RANGE", types)
    return KeySchema(partition[0], sort[0] if sort else None)


def _index(
    index: dict[str, Any], number: int, types: dict[str, str], key: KeySchema, *, is_local: bool
) -> Index:
    schema, projection = index["KeySchema"], index["Projection"]
    names = {element["AttributeName"] for element in schema} | set(key.names)
    projected = None
    if projection["ProjectionType"] != "ALL":
        projected = frozenset(names | set(projection.get("NonKeyAttributes", ())))
    partition, sort = _attributes(schema, "HASH", types), _attributes(schema, "RANGE", types)
    return Index(number, index["IndexName"], partition, sort, is_local, projected)


def _attributes(schema: list[dict[str, str]], kind: str, types: dict[str, str]) -> tuple[KeyAttribute, ...]:
    names = [element["AttributeName"] for element in schema if element["KeyType"] == kind]
    return tuple([KeyAttribute(name, types[name]) for name in names])
