"""What the commands on a table as a thing share: its definition in AWS's words, and its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.table import KeyAttribute, Table

_TYPE_CODES: Final = {"string": "S", "number": "N", "binary": "B"}


class TableOptions(TypedDict, total=False):
    """The option of the commands on tables: `table_name`, another name than the table's own."""

    table_name: str


@dataclass(frozen=True, slots=True)
class TableResponse:
    """A table as the service describes it.

    Attributes:
        description: AWS's `TableDescription`.
    """

    description: dict[str, Any]

    @property
    def status(self) -> str:
        """`CREATING`, `ACTIVE`, `DELETING`, …."""
        return str(self.description["TableStatus"])


class TableCommand(Sendable[TableResponse]):
    """A command on a table as a thing."""

    def __init__(self, table: Table, options: Mapping[str, Any] | None = None) -> None:
        self._table = table
        self._options: Mapping[str, Any] = options or {}

    @property
    def table(self) -> Table:
        """The table that the command is about."""
        return self._table

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The table."""
        return (self._table,)

    def options(
        self,
        options: TableOptions | Callable[[TableOptions], TableOptions] | None = None,
        /,
        **more: Unpack[TableOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self._table, o.chosen(self._options, options, more))

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[options]`."""
        return [dict(self._options)]

    def params(self) -> dict[str, Any]:
        """Give the request, which is the table's name.

        Raises:
            DynamoDBToolboxError: `table.missingTableName`, or `options.…`.
        """
        o.option_fields(self._options, o.TABLE_NAME)
        return {"TableName": o.table_name(self._table, self._options)}


def definition(table: Table) -> dict[str, Any]:
    """Give the fields of CreateTable that say the table's keys and indexes; it is billed per request."""
    local = {name: index for name, index in table.indexes.items() if index["type"] == "local"}
    others = {name: index for name, index in table.indexes.items() if index["type"] != "local"}
    indexes = {
        "LocalSecondaryIndexes": [_index(name, table.index_keys(index)) for name, index in local.items()],
        "GlobalSecondaryIndexes": [_index(name, table.index_keys(index)) for name, index in others.items()],
    }
    return {
        "AttributeDefinitions": _attribute_definitions(table),
        "KeySchema": key_schema((table.partition_key,), table.key_attributes()[1:]),
        "BillingMode": "PAY_PER_REQUEST",
        **{field: definitions for field, definitions in indexes.items() if definitions},
    }


def key_schema(
    partition_keys: Iterable[KeyAttribute], sort_keys: Iterable[KeyAttribute]
) -> list[dict[str, str]]:
    """Give AWS's `KeySchema`."""
    return [
        *({"AttributeName": key["name"], "KeyType": "HASH"} for key in partition_keys),
        *({"AttributeName": key["name"], "KeyType": "RANGE"} for key in sort_keys),
    ]


def _index(name: str, keys: tuple[list[KeyAttribute], list[KeyAttribute]]) -> dict[str, Any]:
    return {"IndexName": name, "KeySchema": key_schema(*keys), "Projection": {"ProjectionType": "ALL"}}


def _attribute_definitions(table: Table) -> list[dict[str, str]]:
    parts = (part for index in table.indexes.values() for part in table.index_keys(index))
    of_indexes = (key for part in parts for key in part)
    types = {key["name"]: _TYPE_CODES[key["type"]] for key in (*table.key_attributes(), *of_indexes)}
    return [{"AttributeName": name, "AttributeType": code} for name, code in types.items()]
