"""One operation of a transaction: what the four writes share (spec/actions.md §4.6)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.inputs import EntityAction, ItemInput, KeyInput
from dynamodb_toolbox.commands.wire import to_wire

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.item_options import TransactionOptions

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class WriteTransaction(EntityAction[I, K]):
    """One write, or check, of a transaction; sent by `execute_transact_write`."""

    @abstractmethod
    def params(self) -> dict[str, Any]:
        """Give the operation as an entry of `TransactItems`: `{"Put": {…}}`."""

    @property
    def toolbox_item(self) -> dict[str, Any] | None:
        """The parsed input; `None` where there is only a key."""
        return None

    def wire(self) -> dict[str, Any]:
        """Give the entry with its values in wire form.

        Raises:
            DynamoDBToolboxError: `encoding.…` for what DynamoDB cannot hold.
        """
        return {kind: to_wire(self.table, fields) for kind, fields in self.params().items()}


class KeyTransaction(KeyInput[I, K], WriteTransaction[I, K]):
    """A write of a transaction that is given a key."""

    def options(
        self,
        options: TransactionOptions[I]
        | Callable[[TransactionOptions[I]], TransactionOptions[I]]
        | None = None,
        /,
        **more: Unpack[TransactionOptions[I]],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._key, o.chosen(self._options, options, more))


class ItemTransaction(ItemInput[I, K], WriteTransaction[I, K]):
    """A write of a transaction that is given an item."""

    def options(
        self,
        options: TransactionOptions[I]
        | Callable[[TransactionOptions[I]], TransactionOptions[I]]
        | None = None,
        /,
        **more: Unpack[TransactionOptions[I]],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._item, o.chosen(self._options, options, more))
