"""What the commands that take an item share: the item, its options, and the item parsed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, Self, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.entity_parser import Parsed
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.sendable import Sendable, incomplete
from dynamodb_toolbox.entity import Entity

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class ItemWrite(Sendable[WriteResponse[I]], Generic[I, K]):
    """A write that is given an item."""

    def __init__(
        self,
        entity: Entity[I, K],
        item: Mapping[str, Any] | None = None,
        options: o.WriteOptions | None = None,
    ) -> None:
        self.entity = entity
        self._table = entity.table
        self._item = item
        self._options: o.WriteOptions = options or {}

    def item(self, item: Mapping[str, Any]) -> Self:
        """Say what to write, by the schema's names; what is missing is filled by defaults and links."""
        return type(self)(self.entity, item, self._options)

    def options(
        self,
        options: o.WriteOptions | Callable[[o.WriteOptions], o.WriteOptions] | None = None,
        /,
        **more: Unpack[o.WriteOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._item, o.chosen(self._options, options, more))

    @property
    def toolbox_item(self) -> dict[str, Any]:
        """The parsed input, under the schema's names, defaults filled; update actions as they are."""
        return self._parsed.parsed_item

    @cached_property
    def _parsed(self) -> Parsed:
        """The parsed input: made once, so that what `params()` shows is what is sent."""
        if self._item is None:
            raise incomplete(self, "item")
        return self._parse(self._item)

    @abstractmethod
    def _parse(self, item: Mapping[str, Any]) -> Parsed:
        """Parse the input the way of the command."""
