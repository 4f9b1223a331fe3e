"""`RegistryDTO`: a table with its entities and access patterns as JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from dynamodb_toolbox.commands.access_pattern_dto import access_pattern_from_json, access_pattern_to_json
from dynamodb_toolbox.commands.entity_dto import EntityDTO, from_entity_dto
from dynamodb_toolbox.commands.registry import Registry
from dynamodb_toolbox.commands.table_dto import TableDTO, from_table_dto
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.foreign import AnyClient
from dynamodb_toolbox.schema.dto.functions import Functions


class RegistryDTO:
    """Writes a registry's definitions as JSON: `RegistryDTO(registry).to_json()`."""

    action_name: ClassVar[str] = "dto"

    def __init__(self, registry: Registry, functions: Functions | None = None) -> None:
        self.registry = registry
        self.functions = functions

    def to_json(self) -> dict[str, Any]:
        """Give the definitions: the table, its entities, its access patterns by name.

        Functions go by the names that `functions` gives them; without it they are left out, as in
        `EntityDTO`.

        Raises:
            DynamoDBToolboxError: `dto.…` where something cannot be written.
        """
        registry, functions = self.registry, self.functions
        entities = [EntityDTO(entity, functions).to_json() for entity in registry.entities.values()]
        patterns = {
            name: access_pattern_to_json(name, pattern, registry.entities, functions)
            for name, pattern in registry.access_patterns.items()
        }
        return {
            "table": TableDTO(registry.table).to_json(),
            "entities": [{name: part for name, part in dto.items() if name != "table"} for dto in entities],
            **({"accessPatterns": patterns} if patterns else {}),
        }


def from_registry_dto(
    dto: Mapping[str, Any], functions: Functions | None = None, *, client: AnyClient | None = None
) -> Registry:
    """Give the registry that a DTO describes.

    Args:
        dto: What `RegistryDTO.to_json()` gives.
        functions: The functions that the DTO names.
        client: The client of the table.

    Raises:
        DynamoDBToolboxError: `dto.…` where it cannot be read, or what is wrong with a table or an entity.
    """
    try:
        table = from_table_dto(dto["table"])
        table.client = client
        entities = [from_entity_dto(entity, functions, table=table) for entity in dto["entities"]]
        by_name = {entity.name: entity for entity in entities}
        patterns = {
            name: access_pattern_from_json(name, pattern, table, by_name, functions)
            for name, pattern in dto.get("accessPatterns", {}).items()
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"The registry DTO has something that cannot be read ({error!r}): {dto!r}."
        raise DynamoDBToolboxError("dto.invalidRegistry", message) from error
    return Registry(table, entities, patterns)
