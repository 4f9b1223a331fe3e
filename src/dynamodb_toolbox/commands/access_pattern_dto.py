"""An access pattern's definition as JSON, and back; the reference has none."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, Final

from dynamodb_toolbox.commands.access_pattern import AccessPattern, EntityAccessPattern, TableAccessPattern
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.dto.functions import Functions, function_named, name_of
from dynamodb_toolbox.schema.dto.read import from_schema_dto
from dynamodb_toolbox.schema.dto.write import SchemaDTO
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import copied

Entities = Mapping[str, Entity[Any, Any]]

_ALL: Final = "all"  # of `max_pages`: JSON has no infinity


def access_pattern_to_json(
    name: str, pattern: AccessPattern[Any], entities: Entities, functions: Functions | None
) -> dict[str, Any]:
    """Give the definition of an access pattern, with its entities by their names.

    Raises:
        DynamoDBToolboxError: `dto.unnamedFunction` where its function is not among `functions`,
            `dto.unregisteredEntity` where an entity is not among `entities`, `dto.invalidAccessPattern` where
            its options are no JSON.
    """
    for entity in pattern.targets:
        if entities.get(entity.name) is not entity:
            message = (
                f"The access pattern '{name}' is of the entity '{entity.name}', which is not registered."
            )
            raise DynamoDBToolboxError("dto.unregisteredEntity", message, path=name)
    named = pattern.pattern_function is not None and functions is not None
    options = dict(pattern.default_options)
    if options.get("max_pages") == math.inf:
        options["max_pages"] = _ALL
    dto = {
        "type": "entity" if isinstance(pattern, EntityAccessPattern) else "table",
        "entities": [entity.name for entity in pattern.targets],
        **(
            {}
            if pattern.input_schema is None
            else {"schema": SchemaDTO(pattern.input_schema, functions).to_json()}
        ),
        **({"pattern": name_of(pattern.pattern_function, functions, name)} if named else {}),
        **({"options": copied(options)} if options else {}),
        **({"meta": copied(pattern.notes)} if pattern.notes else {}),
    }
    _check_options(name, options)
    return dto


def access_pattern_from_json(
    name: str, dto: Mapping[str, Any], table: Table, entities: Entities, functions: Functions | None
) -> AccessPattern[Any]:
    """Give the access pattern that a definition describes; without its function, it is still to be said.

    Raises:
        DynamoDBToolboxError: `dto.…` where it cannot be read.
    """
    schema = None if "schema" not in dto else from_schema_dto(dto["schema"], functions)
    options = copied(dto.get("options", {}))
    if options.get("max_pages") == _ALL:
        options["max_pages"] = math.inf
    pattern = function_named(dto.get("pattern", {}), functions, name)
    targets = [entities[target] for target in dto["entities"]]
    meta = copied(dto.get("meta"))
    if dto["type"] == "entity":
        [entity] = targets
        return EntityAccessPattern(entity, schema, pattern, options, meta)
    return TableAccessPattern(table, targets, schema, pattern, options=options, meta=meta)


def _check_options(name: str, options: Mapping[str, Any]) -> None:
    try:
        json.dumps(options, allow_nan=False)
    except (TypeError, ValueError) as error:
        message = f"The options of the access pattern '{name}' are no JSON ({error}): {options!r}."
        raise DynamoDBToolboxError("dto.invalidAccessPattern", message, path=name) from None
