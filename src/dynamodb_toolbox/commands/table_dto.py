"""`TableDTO`: a table's definition as JSON, and back (spec/actions.md §9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.table_settings import TableSettings
from dynamodb_toolbox.values import copied

_INDEX_KEYS: Final = {
    "partition_key": "partitionKey",
    "sort_key": "sortKey",
    "partition_keys": "partitionKeys",
    "sort_keys": "sortKeys",
    "provisioned_throughput": "provisionedThroughput",
    "on_demand_throughput": "onDemandThroughput",
}


class TableDTO:
    """Writes a table's definition as JSON: `table.build(TableDTO).to_json()`."""

    action_name: ClassVar[str] = "dto"

    def __init__(self, table: Table) -> None:
        self.table = table

    def to_json(self) -> dict[str, Any]:
        """Give the definition; a name that is a function is called, and the client is not part of it."""
        table = self.table
        indexes = {name: _index_to_json(index) for name, index in table.indexes.items()}
        return {
            **({} if table.name is None else {"tableName": table.get_name()}),
            "partitionKey": dict(table.partition_key),
            **({} if table.sort_key is None else {"sortKey": dict(table.sort_key)}),
            **({"indexes": indexes} if indexes else {}),
            "entityAttributeSavedAs": table.entity_attribute_saved_as,
            **({"meta": copied(table.meta)} if table.meta else {}),
            **({"settings": _settings_to_json(table.settings)} if table.settings else {}),
        }


def from_table_dto(dto: Mapping[str, Any]) -> Table:
    """Give the table that a DTO describes, ours or the reference's; it has no client.

    Raises:
        DynamoDBToolboxError: `dto.invalidTable` where it cannot be read, or `table.…`.
    """
    try:
        return Table(
            name=dto.get("tableName"),
            partition_key=dto["partitionKey"],
            sort_key=dto.get("sortKey"),
            indexes={name: _index_from_json(index) for name, index in dto.get("indexes", {}).items()},
            entity_attribute_saved_as=dto.get("entityAttributeSavedAs", "_et"),
            meta=copied(dto.get("meta")),
            settings=_settings_from_json(dto.get("settings", {})),
        )
    except (KeyError, TypeError, AttributeError) as error:
        message = f"The table DTO has something that cannot be read ({error!r}): {dto!r}."
        raise DynamoDBToolboxError("dto.invalidTable", message) from error


def _index_to_json(index: Mapping[str, Any]) -> dict[str, Any]:
    return {_INDEX_KEYS.get(name, name): copied(value) for name, value in index.items()}


def _index_from_json(index: Mapping[str, Any]) -> dict[str, Any]:
    names = {theirs: ours for ours, theirs in _INDEX_KEYS.items()}
    return {names.get(name, name): copied(value) for name, value in index.items()}


def _settings_to_json(settings: TableSettings) -> dict[str, Any]:
    return {_camel(name): copied(value) for name, value in settings.items()}


def _settings_from_json(settings: Mapping[str, Any]) -> Any:
    names = {_camel(name): name for name in TableSettings.__annotations__}
    return {names.get(name, name): copied(value) for name, value in settings.items()}


def _camel(name: str) -> str:
    first, *words = name.split("_")
    return first + "".join(word.title() for word in words)
