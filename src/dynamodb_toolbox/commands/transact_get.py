"""`execute_transact_get`: several items read as they were at one moment (spec/actions.md §7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeAlias, TypedDict, TypeVar, Unpack, overload

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H
from dynamodb_toolbox.commands.get_transaction import GetTransaction
from dynamodb_toolbox.commands.several import Several, check_count, required
from dynamodb_toolbox.limits import MAX_TRANSACTION_ITEMS
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.protocol.foreign import AnyClient, sender_of
from dynamodb_toolbox.records import Record

Items = TypeVar("Items")

Read: TypeAlias = GetTransaction[A, Any]
"""A read of such an item, whatever its key."""


class TransactGetOptions(TypedDict, total=False):
    """The options: `capacity` reports it; `client` sends the transaction, instead of the first table's."""

    capacity: str
    client: AnyClient


class TransactGetResponse(Record, Metered, Generic[Items]):
    """What a transaction found.

    Attributes:
        items: A tuple of the items in order, formatted; `None` where there is none.
        consumed_capacity: AWS's `ConsumedCapacity`, one a table, where `capacity` asked for it.
    """

    items: Items
    consumed_capacity: list[dict[str, Any]] | None = None


class TransactGetCommand(Several[TransactGetResponse[Items]]):
    """Several items read as they were at one moment: `TransactGetCommand(a, b).send().items`."""

    action_name: ClassVar[str] = "transactGetItems"

    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None]], a: Read[A], /, **options: Unpack[TransactGetOptions]
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None, B | None]],
        a: Read[A],
        b: Read[B],
        /,
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None, B | None, C | None]],
        a: Read[A],
        b: Read[B],
        c: Read[C],
        /,
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None, B | None, C | None, D | None]],
        a: Read[A],
        b: Read[B],
        c: Read[C],
        d: Read[D],
        /,
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None, B | None, C | None, D | None, E | None]],
        a: Read[A],
        b: Read[B],
        c: Read[C],
        d: Read[D],
        e: Read[E],
        /,
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None, B | None, C | None, D | None, E | None, F | None]],
        a: Read[A],
        b: Read[B],
        c: Read[C],
        d: Read[D],
        e: Read[E],
        f: Read[F],
        /,
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None, B | None, C | None, D | None, E | None, F | None, G | None]],
        a: Read[A],
        b: Read[B],
        c: Read[C],
        d: Read[D],
        e: Read[E],
        f: Read[F],
        g: Read[G],
        /,
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[
            tuple[A | None, B | None, C | None, D | None, E | None, F | None, G | None, H | None]
        ],
        a: Read[A],
        b: Read[B],
        c: Read[C],
        d: Read[D],
        e: Read[E],
        f: Read[F],
        g: Read[G],
        h: Read[H],
        /,
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: TransactGetCommand[tuple[A | None, ...]],
        *transactions: Read[A],
        **options: Unpack[TransactGetOptions],
    ) -> None: ...
    def __init__(self, *transactions: Read[Any], **options: Unpack[TransactGetOptions]) -> None:
        self._transactions = transactions
        self._options = {name: value for name, value in options.items() if name != "client"}
        self.client = sender_of(options.get("client"))

    @property
    def requests(self) -> Sequence[Read[Any]]:
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

    def steps(self) -> Steps[TransactGetResponse[Items]]:
        """Make the call and format the items."""
        request = {**self._head(), "TransactItems": [entry.wire() for entry in self._transactions]}
        reply = yield Call("TransactGetItems", request)
        found = ((response or {}).get("Item") for response in reply["Responses"])
        each = zip(self._transactions, found, strict=True)
        items: Any = tuple(entry.formatted(item) for entry, item in each)
        return TransactGetResponse(items, reply.get("ConsumedCapacity"))

    def _head(self) -> dict[str, Any]:
        fields = o.option_fields(self._options, o.CAPACITY)
        check_count(self, required(self, self._transactions), MAX_TRANSACTION_ITEMS)
        return fields


@overload
def execute_transact_get(
    a: Read[A], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None]]: ...
@overload
def execute_transact_get(
    a: Read[A], b: Read[B], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None]]: ...
@overload
def execute_transact_get(
    a: Read[A], b: Read[B], c: Read[C], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None, C | None]]: ...
@overload
def execute_transact_get(
    a: Read[A], b: Read[B], c: Read[C], d: Read[D], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None]]: ...
@overload
def execute_transact_get(
    a: Read[A], b: Read[B], c: Read[C], d: Read[D], e: Read[E], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None, E | None]]: ...
@overload
def execute_transact_get(
    a: Read[A],
    b: Read[B],
    c: Read[C],
    d: Read[D],
    e: Read[E],
    f: Read[F],
    /,
    **options: Unpack[TransactGetOptions],
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None, E | None, F | None]]: ...
@overload
def execute_transact_get(
    a: Read[A],
    b: Read[B],
    c: Read[C],
    d: Read[D],
    e: Read[E],
    f: Read[F],
    g: Read[G],
    /,
    **options: Unpack[TransactGetOptions],
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None, E | None, F | None, G | None]]: ...
@overload
def execute_transact_get(
    a: Read[A],
    b: Read[B],
    c: Read[C],
    d: Read[D],
    e: Read[E],
    f: Read[F],
    g: Read[G],
    h: Read[H],
    /,
    **options: Unpack[TransactGetOptions],
) -> TransactGetResponse[
    tuple[A | None, B | None, C | None, D | None, E | None, F | None, G | None, H | None]
]: ...
@overload
def execute_transact_get(
    *transactions: Read[A], **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, ...]]: ...
def execute_transact_get(
    *transactions: Read[Any], **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[Any]:
    """Read several items as they were at one moment, at most 100.

    Raises:
        DynamoDBToolboxError: Where a key or option is wrong, or what is stored is not as its schema has it.
    """
    command: TransactGetCommand[Any] = TransactGetCommand(*transactions, **options)
    return command.send()


@overload
async def execute_transact_get_async(
    a: Read[A], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None]]: ...
@overload
async def execute_transact_get_async(
    a: Read[A], b: Read[B], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None]]: ...
@overload
async def execute_transact_get_async(
    a: Read[A], b: Read[B], c: Read[C], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None, C | None]]: ...
@overload
async def execute_transact_get_async(
    a: Read[A], b: Read[B], c: Read[C], d: Read[D], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None]]: ...
@overload
async def execute_transact_get_async(
    a: Read[A], b: Read[B], c: Read[C], d: Read[D], e: Read[E], /, **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None, E | None]]: ...
@overload
async def execute_transact_get_async(
    a: Read[A],
    b: Read[B],
    c: Read[C],
    d: Read[D],
    e: Read[E],
    f: Read[F],
    /,
    **options: Unpack[TransactGetOptions],
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None, E | None, F | None]]: ...
@overload
async def execute_transact_get_async(
    a: Read[A],
    b: Read[B],
    c: Read[C],
    d: Read[D],
    e: Read[E],
    f: Read[F],
    g: Read[G],
    /,
    **options: Unpack[TransactGetOptions],
) -> TransactGetResponse[tuple[A | None, B | None, C | None, D | None, E | None, F | None, G | None]]: ...
@overload
async def execute_transact_get_async(
    a: Read[A],
    b: Read[B],
    c: Read[C],
    d: Read[D],
    e: Read[E],
    f: Read[F],
    g: Read[G],
    h: Read[H],
    /,
    **options: Unpack[TransactGetOptions],
) -> TransactGetResponse[
    tuple[A | None, B | None, C | None, D | None, E | None, F | None, G | None, H | None]
]: ...
@overload
async def execute_transact_get_async(
    *transactions: Read[A], **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[tuple[A | None, ...]]: ...
async def execute_transact_get_async(
    *transactions: Read[Any], **options: Unpack[TransactGetOptions]
) -> TransactGetResponse[Any]:
    """Do as `execute_transact_get`, without blocking the event loop."""
    command: TransactGetCommand[Any] = TransactGetCommand(*transactions, **options)
    return await command.send_async()
