"""`execute_transact_get`: several items read as they were at one moment (spec/actions.md §7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypedDict, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.get_transaction import GetTransaction
from dynamodb_toolbox.commands.several import Several, check_count, required
from dynamodb_toolbox.limits import MAX_TRANSACTION_ITEMS
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Call, Sender, Steps

I = TypeVar("I")  # noqa: E741  # the items given back


class TransactGetOptions(TypedDict, total=False):
    """The options: `capacity` reports it; `client` sends the transaction, instead of the first table's."""

    capacity: str
    client: Sender


@dataclass(frozen=True, slots=True)
class TransactGetResponse(Metered, Generic[I]):
    """What a transaction found.

    Attributes:
        items: The items in order, formatted; `None` where there is none.
        consumed_capacity: AWS's `ConsumedCapacity`, one a table, where `capacity` asked for it.
    """

    items: list[I | None]
    consumed_capacity: list[dict[str, Any]] | None = None


class TransactGetCommand(Several[TransactGetResponse[I]]):
    """Several items read as they were at one moment: `TransactGetCommand(a, b).send().items`."""

    action_name: ClassVar[str] = "transactGetItems"

    def __init__(self, *transactions: GetTransaction[I, Any], **options: Unpack[TransactGetOptions]) -> None:
        self._transactions = transactions
        self._options = {name: value for name, value in options.items() if name != "client"}
        self.client = options.get("client")

    @property
    def requests(self) -> Sequence[GetTransaction[I, Any]]:
        """The reads, in order."""
        return self._transactions

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[transactions, options]`."""
        return [list(self._transactions), dict(self._options)]

    def params(self) -> dict[str, Any]:
        """Give the TransactGetItems request.

        Raises:
            DynamoDBToolboxError: Where an option or a read is wrong, or there are none, or over 100.
        """
        return {**self._head(), "TransactItems": [entry.params() for entry in self._transactions]}

    def steps(self) -> Steps[TransactGetResponse[I]]:
        """Make the call and format the items."""
        request = {**self._head(), "TransactItems": [entry.wire() for entry in self._transactions]}
        reply = yield Call("TransactGetItems", request)
        found = ((response or {}).get("Item") for response in reply["Responses"])
        items = [entry.formatted(item) for entry, item in zip(self._transactions, found, strict=True)]
        return TransactGetResponse(items, reply.get("ConsumedCapacity"))

    def _head(self) -> dict[str, Any]:
        fields = o.option_fields(self._options, o.CAPACITY)
        check_count(self, required(self, self._transactions), MAX_TRANSACTION_ITEMS)
        return fields


def execute_transact_get(
    *transactions: GetTransaction[I, Any], **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[I]:
    """Read several items as they were at one moment, at most 100.

    Raises:
        DynamoDBToolboxError: Where a key or option is wrong, or what is stored is not as its schema has it.
    """
    return TransactGetCommand(*transactions, **options).send()


async def execute_transact_get_async(
    *transactions: GetTransaction[I, Any], **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[I]:
    """Do as `execute_transact_get`, without blocking the event loop."""
    return await TransactGetCommand(*transactions, **options).send_async()
