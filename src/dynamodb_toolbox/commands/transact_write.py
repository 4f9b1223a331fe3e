"""`execute_transact_write`: several writes that succeed or fail together (spec/actions.md §7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, Final, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.conditional import formatted_or_stored
from dynamodb_toolbox.commands.several import Several, check_count, required
from dynamodb_toolbox.commands.transaction import WriteTransaction
from dynamodb_toolbox.errors import TransactionCanceledException
from dynamodb_toolbox.limits import MAX_TRANSACTION_ITEMS
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.protocol.foreign import AnyClient, sender_of
from dynamodb_toolbox.records import Record

_TOKEN: Final = o.Option(
    "client_request_token",
    "options.invalidClientRequestToken",
    "a string",
    lambda value: isinstance(value, str),
    "ClientRequestToken",
)


class TransactWriteOptions(TypedDict, total=False):
    """The options of a transaction.

    `client_request_token`: makes a repetition within 10 minutes do nothing (one is made where none is given);
    `capacity` (`NONE`, `TOTAL`, `INDEXES`) and `metrics` (`NONE`, `SIZE`): report them; `client`: sends it,
    instead of the first table's.
    """

    client_request_token: str
    capacity: str
    metrics: str
    client: AnyClient


class TransactWriteResponse(Record, Metered):
    """What a transaction did.

    Attributes:
        toolbox_items: The parsed inputs in order; `None` for deletes and checks.
        consumed_capacity: AWS's `ConsumedCapacity`, one a table, where `capacity` asked for it.
        item_collection_metrics: AWS's `ItemCollectionMetrics`, where `metrics` asked for them.
    """

    toolbox_items: list[dict[str, Any] | None]
    consumed_capacity: list[dict[str, Any]] | None = None
    item_collection_metrics: dict[str, Any] | None = None


class TransactWriteCommand(Several[TransactWriteResponse]):
    """Several writes and checks that succeed or fail together: `TransactWriteCommand(a, b).send()`."""

    action_name: ClassVar[str] = "transactWrite"

    def __init__(
        self, *transactions: WriteTransaction[Any, Any], **options: Unpack[TransactWriteOptions]
    ) -> None:
        self._transactions = transactions
        self._options = {name: value for name, value in options.items() if name != "client"}
        self.client = sender_of(options.get("client"))

    @property
    def requests(self) -> Sequence[WriteTransaction[Any, Any]]:
        """The operations, in order."""
        return self._transactions

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[transactions, options]`."""
        return [list(self._transactions), dict(self._options)]

    def params(self) -> dict[str, Any]:
        """Give the TransactWriteItems request.

        Raises:
            DynamoDBToolboxError: Where an option or an operation is wrong, or there are none, or over 100.
        """
        return {**self._head(), "TransactItems": [entry.params() for entry in self._transactions]}

    def steps(self) -> Steps[TransactWriteResponse]:
        """Make the call; where it is cancelled, tell why, operation by operation."""
        request = {**self._head(), "TransactItems": [entry.wire() for entry in self._transactions]}
        try:
            reply = yield Call("TransactWriteItems", request)
        except TransactionCanceledException as error:
            raise self._explained(error) from error.__cause__
        items = [transaction.toolbox_item for transaction in self._transactions]
        return TransactWriteResponse(items, reply.get("ConsumedCapacity"), reply.get("ItemCollectionMetrics"))

    @cached_property
    def _token(self) -> str:
        """A token of this command's own, so that a repetition of the same call writes once."""
        from uuid import uuid4  # noqa: PLC0415  # only transactions need one

        return str(uuid4())

    def _head(self) -> dict[str, Any]:
        fields = o.option_fields(self._options, _TOKEN, o.CAPACITY, o.METRICS)
        check_count(self, required(self, self._transactions), MAX_TRANSACTION_ITEMS)
        return {"ClientRequestToken": self._token, **fields}

    def _explained(self, error: TransactionCanceledException) -> TransactionCanceledException:
        """Add to an error which operations failed, and format the stored items that came with it."""
        reasons = [
            {**reason, "Item": formatted_or_stored(transaction.entity, reason["Item"])}
            if reason.get("Item") is not None
            else reason
            for transaction, reason in zip(
                self._transactions, error.reasons, strict=False
            )  # an endpoint may give none
        ]
        failed = [
            f"{index}: {type(transaction).__name__} of '{transaction.entity.name}': "
            f"{reason['Code']}: {reason.get('Message')}"
            for index, (transaction, reason) in enumerate(zip(self._transactions, reasons, strict=False))
            if reason.get("Code") not in {None, "None"}
        ]
        told = TransactionCanceledException("\n".join((error.message, *failed)), reasons=reasons)
        return told.as_told(error)


def execute_transact_write(
    *transactions: WriteTransaction[Any, Any], **options: Unpack[TransactWriteOptions]
) -> TransactWriteResponse:
    """Send several writes and checks that succeed or fail together, at most 100.

    Raises:
        DynamoDBToolboxError: Where an operation is wrong; nothing is sent.
        TransactionCanceledException: Where one fails: `reasons` tells of each, in order, with the stored item
            where `return_values_on_condition_false="ALL_OLD"` asked for it; nothing is written.
    """
    return TransactWriteCommand(*transactions, **options).send()


async def execute_transact_write_async(
    *transactions: WriteTransaction[Any, Any], **options: Unpack[TransactWriteOptions]
) -> TransactWriteResponse:
    """Do as `execute_transact_write`, without blocking the event loop."""
    return await TransactWriteCommand(*transactions, **options).send_async()
