"""`EntityParser`: an input of an entity → what is stored, and its primary key (spec/actions.md §0.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.parse.steps import Extension
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.update.extend import extend_update


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed input: under the schema's names, as it is stored, and its primary key."""

    parsed_item: dict[str, Any]
    item: dict[str, Any]
    key: dict[str, Any]


class EntityParser:
    """Parses inputs of an entity; `entity.build(EntityParser)`."""

    def __init__(self, entity: Entity[Any, Any]) -> None:
        self.entity = entity

    def parse(
        self, item: Any, *, mode: Mode = "put", fill: bool = True, extension: Extension | None = None
    ) -> Parsed:
        """Fill defaults and links, validate, transform, and compute the primary key.

        Args:
            item: The input, by the schema's names.
            mode: `put`; `key` (only key attributes count); `update` (what is missing stays as it is).
            fill: Whether defaults and links run.
            extension: In updates, how actions such as `add(1)` are read; UpdateItem's way by default.

        Raises:
            DynamoDBToolboxError: `parsing.…` for a wrong input, `actions.parsePrimaryKey.…` for a wrong key.
        """
        if mode == "update" and extension is None:
            extension = extend_update
        parser = Parser(self.entity.schema)
        *_, parsed, stored = parser.start(item, mode=mode, fill=fill, extension=extension)
        compute_key = self.entity.compute_key
        key = PrimaryKeyParser(self.entity.table).parse(
            stored if compute_key is None else compute_key(parsed)
        )
        return Parsed(parsed, {**stored, **key}, key)
