"""What PutItem and UpdateItem share: an item, and the options of a write."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Self, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.inputs import ItemInput
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.sendable import Sendable

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class ItemWrite(ItemInput[I, K], Sendable[WriteResponse[I]]):
    """A write of one item, sent by itself."""

    action_name: ClassVar[str]

    def options(
        self,
        options: o.WriteOptions | Callable[[o.WriteOptions], o.WriteOptions] | None = None,
        /,
        **more: Unpack[o.WriteOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._item, o.chosen(self._options, options, more))
