"""What commands answer."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar

from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.commands.raw_items import opened
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Reply, Wire
from dynamodb_toolbox.records import Record

I = TypeVar("I")  # noqa: E741  # the item given back


class GetItemResponse(Record, Metered, Generic[I]):
    """What GetItem found.

    Attributes:
        item: The item, formatted; `None` where there is none.
        consumed_capacity: AWS's `ConsumedCapacity`, where `capacity` asked for it.
    """

    item: I | None
    consumed_capacity: dict[str, Any] | None = None


class WriteResponse(Metered, Generic[I]):
    """What a write did.

    Attributes:
        toolbox_item: The parsed input, defaults filled; `None` for a delete.
        consumed_capacity: AWS's `ConsumedCapacity`, where `capacity` asked for it.
        item_collection_metrics: AWS's `ItemCollectionMetrics`, where `metrics` asked for them.
    """

    def __init__(
        self,
        entity: Entity[I, Any],
        reply: Reply,
        *,
        toolbox_item: dict[str, Any] | None = None,
        partial: bool = False,
    ) -> None:
        self.toolbox_item = toolbox_item
        self.consumed_capacity: dict[str, Any] | None = reply.get("ConsumedCapacity")
        self.item_collection_metrics: dict[str, Any] | None = reply.get("ItemCollectionMetrics")
        self._entity = entity
        self._attributes: Wire | None = reply.get("Attributes")
        self._partial = partial

    @cached_property
    def attributes(self) -> I | None:
        """The stored attributes that `return_values` asked for, formatted when first looked at.

        The write is done by then: an old item that the schema does not allow makes this raise, not `send`.

        Raises:
            DynamoDBToolboxError: `formatter.…`.
        """
        if self._attributes is None:
            return None
        return codec_of(self._entity).read(self._attributes, partial=self._partial)

    def __repr__(self) -> str:
        attributes = None if self._attributes is None else opened(self._attributes)
        return f"WriteResponse(toolbox_item={self.toolbox_item!r}, attributes={attributes!r})"
