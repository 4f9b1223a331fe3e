"""`EntityDTO`: an entity's definition as JSON, and back (spec/actions.md §9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final, cast

from dynamodb_toolbox.commands.table_dto import TableDTO, from_table_dto
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.dto.functions import Functions, function_named, name_of
from dynamodb_toolbox.schema.dto.read import from_schema_dto
from dynamodb_toolbox.schema.dto.write import SchemaDTO
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import copied

_OPTIONS: Final = {"saved_as": "savedAs"}


class EntityDTO:
    """Writes an entity's definition as JSON: `entity.build(EntityDTO).to_json()`."""

    action_name: ClassVar[str] = "dto"

    def __init__(self, entity: Entity[Any, Any], functions: Functions | None = None) -> None:
        self.entity = entity
        self.functions = functions

    def to_json(self) -> dict[str, Any]:
        """Give the definition: name, schema, internal attributes, table.

        Functions go by the names that `functions` gives them, as in `SchemaDTO`; without it, as in the
        reference, they are left out, and a key that `compute_key` computes is written as hidden attributes.

        Raises:
            DynamoDBToolboxError: `dto.unnamedFunction` where a function is not among `functions`.
        """
        entity = self.entity
        compute_key = entity.compute_key
        named = compute_key is not None and self.functions is not None
        return {
            "entityName": entity.name,
            "schema": self._schema(named=named),
            "entityAttribute": _renamed(entity.entity_attribute),
            "timestamps": _renamed(entity.timestamps),
            "table": TableDTO(entity.table).to_json(),
            **({"computeKey": name_of(compute_key, self.functions, "computeKey")} if named else {}),
            **({"forbidUnknown": True} if entity.forbid_unknown else {}),
            **({"meta": copied(entity.meta)} if entity.meta else {}),
        }

    def _schema(self, *, named: bool) -> dict[str, Any]:
        schema = ItemSchema(self.entity.attributes)
        dto = SchemaDTO(schema, self.functions).to_json()
        saved = {schema.saved_name(name) for name in schema.attributes}
        for key in self.entity.table.key_attributes():
            if key["name"] not in saved:
                hidden_key = {"type": key["type"], "key": True, "required": "always", "hidden": True}
                dto["attributes"][key["name"]] = hidden_key | ({"computed": True} if named else {})
        return dto


def from_entity_dto(
    dto: Mapping[str, Any], functions: Functions | None = None, *, table: Table | None = None
) -> Entity[dict[str, Any], Mapping[str, Any]]:
    """Give the entity that a DTO describes, ours or the reference's.

    Args:
        dto: What `EntityDTO.to_json()` gives.
        functions: The functions that the DTO names. Without `compute_key`, an entity takes the key itself.
        table: The table to use, such as one with a client; by default the one that the DTO describes.

    Raises:
        DynamoDBToolboxError: `dto.…` where it cannot be read, or `entity.…`.
    """
    try:
        compute_key = function_named(dto.get("computeKey", {}), functions, "computeKey")
        schema = from_schema_dto(_without_computed(dto["schema"], drop=compute_key is not None), functions)
        return Entity(
            name=dto["entityName"],
            table=from_table_dto(dto["table"]) if table is None else table,
            schema=cast("ItemSchema", schema),
            compute_key=compute_key,
            entity_attribute=_restored(dto.get("entityAttribute", True)),
            timestamps=_restored(dto.get("timestamps", True)),
            forbid_unknown=dto.get("forbidUnknown", False),
            meta=copied(dto.get("meta")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        message = f"The entity DTO has something that cannot be read ({error!r}): {dto!r}."
        raise DynamoDBToolboxError("dto.invalidEntity", message) from error


def _without_computed(schema: Mapping[str, Any], *, drop: bool) -> dict[str, Any]:
    attributes = schema["attributes"].items()
    kept = {name: child for name, child in attributes if not (drop and child.get("computed"))}
    return {**schema, "attributes": kept}


def _renamed(setting: Any) -> Any:
    if not isinstance(setting, Mapping):
        return setting
    return {_OPTIONS.get(name, name): _renamed(value) for name, value in setting.items()}


def _restored(setting: Any) -> Any:
    names = {theirs: ours for ours, theirs in _OPTIONS.items()}
    if not isinstance(setting, Mapping):
        return setting
    return {names.get(name, name): _restored(value) for name, value in setting.items()}
