"""`EntityRepository`: the commands of an entity as methods that send at once (spec/actions.md §9.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar, Unpack

from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.get_item import GetItemCommand, GetItemOptions
from dynamodb_toolbox.commands.options import WriteOptions
from dynamodb_toolbox.commands.put_item import PutItemCommand
from dynamodb_toolbox.commands.responses import GetItemResponse, WriteResponse
from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
from dynamodb_toolbox.commands.update_item import UpdateItemCommand
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema.props import Mode

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class EntityRepository(Generic[I, K]):
    """Reads and writes the items of an entity: `repository = entity.build(EntityRepository)`."""

    def __init__(self, entity: Entity[I, K]) -> None:
        self.entity = entity

    def get(self, key: K, **options: Unpack[GetItemOptions]) -> GetItemResponse[I]:
        """Read one item by its key, as `GetItemCommand` does."""
        return GetItemCommand(self.entity, key, options).send()

    def put(self, item: Mapping[str, Any], **options: Unpack[WriteOptions]) -> WriteResponse[I]:
        """Write a whole item, as `PutItemCommand` does."""
        return PutItemCommand(self.entity, item, options).send()

    def update(self, item: Mapping[str, Any], **options: Unpack[WriteOptions]) -> WriteResponse[I]:
        """Change parts of an item, as `UpdateItemCommand` does."""
        return UpdateItemCommand(self.entity, item, options).send()

    def update_attributes(self, item: Mapping[str, Any], **options: Unpack[WriteOptions]) -> WriteResponse[I]:
        """Give attributes new values, whole, as `UpdateAttributesCommand` does."""
        return UpdateAttributesCommand(self.entity, item, options).send()

    def delete(self, key: K, **options: Unpack[WriteOptions]) -> WriteResponse[I]:
        """Delete one item by its key, as `DeleteItemCommand` does."""
        return DeleteItemCommand(self.entity, key, options).send()

    def parse(self, item: Mapping[str, Any], *, mode: Mode = "put", fill: bool = True) -> Parsed:
        """Parse an input, as `EntityParser` does."""
        return EntityParser(self.entity).parse(item, mode=mode, fill=fill)

    def format(
        self, item: Mapping[str, Any], *, attributes: Iterable[str] | None = None, partial: bool = False
    ) -> I:
        """Format a stored item, as `EntityFormatter` does."""
        return EntityFormatter(self.entity).format(item, attributes=attributes, partial=partial)
