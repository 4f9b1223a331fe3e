"""`Database`: several tables with their entities and access patterns, by name (spec/actions.md §10.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from dynamodb_toolbox.commands.access_pattern import AccessPattern
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.registry import Registry
from dynamodb_toolbox.commands.registry_dto import RegistryDTO, from_registry_dto
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.foreign import AnyClient
from dynamodb_toolbox.schema.dto.functions import Functions
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import MISSING, copied

A = TypeVar("A")
V = TypeVar("V")

_VERSION: Final = 1
_ENTITY: Final = "database.unknownEntity"
_PATTERN: Final = "database.unknownAccessPattern"


class Database:
    """Tables by names of your choice, and what lives in them: `Database({"league": registry})`.

    What a name says is looked for in all tables; where several have it, say which: `table="league"`.

    Attributes:
        tables: A registry for each table; one given as a `Table` has an empty one.
        meta: Free notes, such as `title` and `description`.
    """

    def __init__(
        self, tables: Mapping[str, Table | Registry], *, meta: Mapping[str, Any] | None = None
    ) -> None:
        self.tables: Mapping[str, Registry] = {name: _registry(name, of) for name, of in tables.items()}
        self.meta: dict[str, Any] = dict(meta or {})

    def table(self, name: str) -> Registry:
        """Give the registry of the table of that name.

        Raises:
            DynamoDBToolboxError: `database.unknownTable`.
        """
        if name in self.tables:
            return self.tables[name]
        raise _unknown("database.unknownTable", "table", name, list(self.tables))

    def entity(self, name: str, *, table: str | None = None) -> Entity[Any, Any]:
        """Give the entity of that name.

        Raises:
            DynamoDBToolboxError: `database.unknownEntity`, or `database.ambiguousName` where several tables
                have one.
        """
        found = ((key, registry.entities) for key, registry in self._among(table))
        return _only(dict(found), name, _ENTITY, "entity")

    def access_pattern(self, name: str, *, table: str | None = None) -> AccessPattern[Any]:
        """Give the access pattern of that name.

        Raises:
            DynamoDBToolboxError: `database.unknownAccessPattern`, or `database.ambiguousName` where several
                tables have one.
        """
        found = ((key, registry.access_patterns) for key, registry in self._among(table))
        return _only(dict(found), name, _PATTERN, "access pattern")

    def query(self, name: str, given: Any = MISSING, *, table: str | None = None) -> QueryCommand[Any]:
        """Give the query that an input means to the access pattern of that name.

        Raises:
            DynamoDBToolboxError: As `access_pattern`, or `parsing.…` for a wrong input.
        """
        return self.access_pattern(name, table=table).query(given)

    def build(self, action: Callable[[Database], A]) -> A:
        """Give `action` this database: `database.build(MCPToolkit)`."""
        return action(self)

    def to_dto(self, functions: Functions | None = None) -> dict[str, Any]:
        """Give all definitions as JSON: tables with their entities and access patterns, by name.

        Functions go by the names that `functions` gives them; without it they are left out, as in
        `EntityDTO`.

        Raises:
            DynamoDBToolboxError: `dto.…` where something cannot be written.
        """
        tables = {name: RegistryDTO(of, functions).to_json() for name, of in self.tables.items()}
        return {"version": _VERSION, "tables": tables, **({"meta": copied(self.meta)} if self.meta else {})}

    def _among(self, table: str | None) -> Iterator[tuple[str, Registry]]:
        yield from self.tables.items() if table is None else [(table, self.table(table))]


def from_database_dto(
    dto: Mapping[str, Any], functions: Functions | None = None, *, client: AnyClient | None = None
) -> Database:
    """Give the database that a DTO describes.

    Args:
        dto: What `Database.to_dto()` gives.
        functions: The functions that the DTO names.
        client: The client of all tables.

    Raises:
        DynamoDBToolboxError: `dto.…` where it cannot be read, or what is wrong with a table or an entity.
    """
    version, tables, meta = (getattr(dto, "get", _nothing)(name) for name in ("version", "tables", "meta"))
    if version != _VERSION or not isinstance(tables, Mapping):
        message = f'The database DTO should have "version": {_VERSION} and "tables"; got {dto!r}.'
        raise DynamoDBToolboxError("dto.invalidDatabase", message)
    registries = {name: from_registry_dto(of, functions, client=client) for name, of in tables.items()}
    return Database(registries, meta=copied(meta))


def _nothing(_: str) -> Any:
    return None


def _registry(name: str, table: Any) -> Registry:
    if isinstance(table, Registry):
        return table
    if isinstance(table, Table):
        return Registry(table)
    raise DynamoDBToolboxError(
        "database.invalidTable",
        f"Invalid table '{name}' of a database: expected a Table or a Registry; got {table!r}.",
        path=name,
        payload={"received": table, "expected": "Table or Registry"},
    )


def _only(things: Mapping[str, Mapping[str, V]], name: str, code: str, kind: str) -> V:
    """Give the one thing of that name among those of all tables."""
    tables = [table for table, named in things.items() if name in named]
    if not tables:
        raise _unknown(code, kind, name, [known for named in things.values() for known in named])
    if len(tables) > 1:
        raise DynamoDBToolboxError(
            "database.ambiguousName",
            f"The {kind} '{name}' is in the tables {', '.join(tables)}; say which: `table='{tables[0]}'`.",
            payload={"name": name, "tables": tables},
        )
    return things[tables[0]][name]


def _unknown(code: str, kind: str, name: str, known: list[str]) -> DynamoDBToolboxError:
    message = f"The database has no {kind} {name!r}; it has: {', '.join(known) or 'none'}."
    return DynamoDBToolboxError(code, message, payload={"received": name, "expected": known})
