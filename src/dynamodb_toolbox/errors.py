"""Every error this library raises.

    Exception
    ├── DynamoDBToolboxError            ours: bad schema, bad input, bad stored item; found by its `code`
    │   ├── CredentialsError            none were found, or their source does not give them
    │   ├── EngineError                 the engine's database cannot be used; nothing was harmed
    │   ├── InvalidCursorError          a cursor that came back is not one for this query
    │   ├── NoItemError                 `one()` found none
    │   ├── SeveralItemsError           `one()` found several
    │   ├── StreamRecordError           a record of a stream cannot be read
    │   ├── TransportError              no answer came over the network, or none that can be read
    │   ├── TableMismatchError          a deployed table is not what its `Table` declares: see its `diff`
    │   ├── TableTimeoutError           a table is not active, or not gone, in time
    │   └── UnprocessedError            a batch gave up, with the `requests` left
    └── ServiceError                    the service's answer, under AWS's own name
        ├── AccessDeniedException
        ├── BackupNotFoundException
        ├── ConditionalCheckFailedException   with the stored `item` where it was asked for
        ├── DuplicateItemException
        ├── ExpiredIteratorException
        ├── IdempotentParameterMismatchException
        ├── InternalServerError
        ├── InvalidRestoreTimeException
        ├── ItemCollectionSizeLimitExceededException
        ├── LimitExceededException
        ├── PointInTimeRecoveryUnavailableException
        ├── ProvisionedThroughputExceededException
        ├── RequestLimitExceeded
        ├── ResourceInUseException
        ├── ResourceNotFoundException
        ├── SerializationException
        ├── TableAlreadyExistsException
        ├── TableNotFoundException
        ├── ThrottlingException
        ├── TransactionCanceledException      with the `reasons`, one for each operation
        ├── TransactionConflictException
        ├── TransactionInProgressException
        ├── TrimmedDataAccessException
        ├── UnknownOperationException
        └── ValidationException

The codes of `DynamoDBToolboxError` are those of the reference, letter for letter. The classes of
`ServiceError` are the same whoever answered: AWS, the engine, or a client of yours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dynamodb_toolbox.progress import Progress


class DynamoDBToolboxError(Exception):
    """Something is wrong with a declaration, an input or a stored item; nothing was written.

    Attributes:
        code: The stable, dotted name of the error, such as `parsing.attributeRequired`.
        message: What was expected, what came, and what to do.
        path: Where, such as `evolutions[0].to`; `None` where the whole is wrong.
        payload: Details for programs, such as `{"received": …, "expected": …}`.
        progress: How far a command of several calls came before; `None` of others.
    """

    progress: Progress | None = None

    def __init__(
        self, code: str, message: str, *, path: str | None = None, payload: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(code, message, path, payload)
        self.code = code
        self.message = message
        self.path = path
        self.payload: dict[str, Any] = dict(payload or {})

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the keywords of the constructor, so that an error crosses processes whole."""
        parts = (type(self), self.code, self.message, self.path, self.payload)
        return _rebuild, parts, self.__dict__

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}"

    @staticmethod
    def match(error: object, prefix: str = "") -> TypeGuard[DynamoDBToolboxError]:
        """Tell whether `error` is ours and its code starts with `prefix` (`match(error, "parsing.")`)."""
        return isinstance(error, DynamoDBToolboxError) and error.code.startswith(prefix)


class EngineError(DynamoDBToolboxError):
    """The engine cannot use its database: the message says why and what to do; codes start with `engine.`.

    `path` is the file. What was acknowledged before is still there.
    """


class InvalidCursorError(DynamoDBToolboxError):
    """A cursor is none, was changed, or is of another query; codes start with `cursor.`.

    It came from outside: a web service answers 400, or starts again without a cursor.
    """


class NoItemError(DynamoDBToolboxError):
    """There is no item where exactly one was asked for."""


class SeveralItemsError(DynamoDBToolboxError):
    """There are several items where exactly one was asked for; the first two are `items` in the payload."""


class CredentialsError(DynamoDBToolboxError):
    """No credentials were found, or their source does not give them; nothing was sent.

    Codes start with `credentials.`. No secret is ever part of it.
    """


class TransportError(DynamoDBToolboxError):
    """No answer came over the network, or none that can be read; codes start with `client.`.

    Attributes:
        sent: Whether the service may have received the request of the last attempt.
        maybe_applied: Whether a write may have been applied although its answer was lost: look before you
            repeat it.
        attempts: How many attempts were made.
    """

    sent: bool = False
    maybe_applied: bool = False
    attempts: int = 1


class StreamRecordError(DynamoDBToolboxError):
    """A record of a stream cannot be read; those before it were."""

    @property
    def record(self) -> Any:
        """The record as it came."""
        return self.payload["record"]

    @property
    def sequence_number(self) -> str | None:
        """Its sequence number: the `itemIdentifier` for Lambda; `None` where it has none."""
        change = self.record.get("dynamodb") if isinstance(self.record, dict) else None
        number = change.get("SequenceNumber") if isinstance(change, dict) else None
        return number if isinstance(number, str) else None


def _rebuild(
    kind: type[DynamoDBToolboxError], code: str, message: str, path: str | None, payload: dict[str, Any]
) -> DynamoDBToolboxError:
    return kind(code, message, path=path, payload=payload)


class TableMismatchError(DynamoDBToolboxError):
    """The deployed table is another than the `Table` declares; nothing was changed."""

    @property
    def diff(self) -> Any:
        """What differs, as `DiffTableCommand` gives it (`TableDiff`)."""
        return self.payload["diff"]


class TableTimeoutError(DynamoDBToolboxError):
    """A table did not become active, or did not go, in the time given; it may still do so."""


class UnprocessedError(DynamoDBToolboxError):
    """A batch gave up on requests that came back unprocessed each time; all others are done."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as `Progress` does."""
        from dynamodb_toolbox.progress import plain  # noqa: PLC0415  # few errors have requests

        payload = {"requests": plain(self.requests), "response": None}
        state = {**self.__dict__, "payload": payload}
        return _rebuild, (type(self), self.code, self.message, self.path, payload), state

    @property
    def requests(self) -> list[Any]:
        """The requests that are left, in order: build a batch of them to go on. `progress` has them, too."""
        requests: list[Any] = self.payload["requests"]
        return requests

    @property
    def response(self) -> Any:
        """What was found of the others (`BatchGetResponse`), or writing them took (`BatchWriteResponse`)."""
        return self.payload["response"]


class ServiceError(Exception):
    """An error answered by DynamoDB, or by the engine in its words.

    Attributes:
        name: AWS's name of the error, such as `ValidationException`.
        message: AWS's message.
        request_id: What AWS's support asks for, where the answer bore one.
        attempts: How many attempts were made.
        maybe_applied: Whether an earlier attempt of this write may have been applied although its answer was
            lost: a condition may have failed because of it.
        progress: How far a command of several calls came before; `None` of others.
    """

    status: ClassVar[int] = 400
    request_id: str | None = None
    attempts: int = 1
    maybe_applied: bool = False
    progress: Progress | None = None
    _classes: ClassVar[dict[str, type[ServiceError]]] = {}

    def __init__(self, message: str = "", *, name: str | None = None) -> None:
        super().__init__(message)
        self.name = name or type(self).__name__
        self.message = message

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        ServiceError._classes[cls.__name__] = cls

    def __str__(self) -> str:
        return self.message or self.name

    def as_told(self, other: ServiceError) -> Self:
        """Take over how another error came about: its request, its attempts, its notes and its cause."""
        self.request_id = other.request_id
        self.attempts = other.attempts
        self.maybe_applied = other.maybe_applied
        self.__cause__ = other.__cause__
        for note in getattr(other, "__notes__", ()):
            self.add_note(note)
        return self

    @staticmethod
    def from_name(
        name: str,
        message: str,
        item: Any = None,
        reasons: list[dict[str, Any]] | None = None,
    ) -> ServiceError:
        """Build the class that bears AWS's `name`; a name without a class keeps it in `.name`.

        Args:
            name: AWS's name, such as `ValidationException`.
            message: AWS's message.
            item: The item of a failed condition, where it came.
            reasons: The reasons of a cancelled transaction.
        """
        kind = ServiceError._classes.get(name)
        if kind is None:
            return ServiceError(message, name=name)
        if issubclass(kind, ConditionalCheckFailedException):
            return kind(message, item=item)
        if issubclass(kind, TransactionCanceledException):
            return kind(message, reasons=reasons or [])
        return kind(message)


class AccessDeniedException(ServiceError):
    """Who asks may not do that, or may not know whether what is named exists."""


class BackupNotFoundException(ServiceError):
    """The backup does not exist."""


class ConditionalCheckFailedException(ServiceError):
    """The condition of a write did not hold; nothing was written.

    Attributes:
        item: The stored item, where `return_values_on_condition_false="ALL_OLD"` asked for it:
            a dict, or an instance of the entity's class. A
            command gives it formatted by its entity; a raw call gives it in wire form.
    """

    def __init__(self, message: str = "The conditional request failed", *, item: Any = None) -> None:
        super().__init__(message)
        self.item = item


class DuplicateItemException(ServiceError):
    """An INSERT of PartiQL found an item with the same key; nothing was written."""

    def __init__(self, message: str = "Duplicate primary key exists in table") -> None:
        super().__init__(message)


class ExpiredIteratorException(ServiceError):
    """The iterator of a stream is older than 15 minutes; get another."""


class IdempotentParameterMismatchException(ServiceError):
    """The token of a transaction was used within ten minutes for another request."""


class InternalServerError(ServiceError):
    """The service failed; the request may be tried again."""

    status = 500


class InvalidRestoreTimeException(ServiceError):
    """A table cannot be restored as it was at that time; it is told from when to when it can."""


class ItemCollectionSizeLimitExceededException(ServiceError):
    """The items of one partition key have more than 10 GB, in a table with local indexes."""

    def __init__(self, message: str = "Collection size exceeded.") -> None:
        super().__init__(message)


class LimitExceededException(ServiceError):
    """Too many control-plane operations or tables at once."""


class PointInTimeRecoveryUnavailableException(ServiceError):
    """The table does not keep what it takes to restore it as it was."""


class ProvisionedThroughputExceededException(ServiceError):
    """The table's throughput is used up; wait and try again."""


class RequestLimitExceeded(ServiceError):
    """The account's throughput is used up; wait and try again."""


class ResourceInUseException(ServiceError):
    """The table exists already, or is being created or deleted."""


class ResourceNotFoundException(ServiceError):
    """The table does not exist."""


class SerializationException(ServiceError):
    """The request is not of the shape that the operation takes."""


class TableAlreadyExistsException(ServiceError):
    """A table cannot be restored under a name that is taken."""


class TableNotFoundException(ServiceError):
    """The table to back up or to restore does not exist."""


class ThrottlingException(ServiceError):
    """Requests come too fast; wait and try again."""


class TransactionCanceledException(ServiceError):
    """Nothing of a transaction was done, because one of its operations could not be.

    Attributes:
        reasons: One for each operation, in order: `{"Code": …}`, with `Message` where it is to blame and
            `Item` (the stored item) where it was asked for. The code of a blameless one is `None`, a string.
    """

    def __init__(self, message: str, *, reasons: list[dict[str, Any]]) -> None:
        super().__init__(message)
        self.reasons = reasons

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the keywords of the constructor, so that an error crosses processes whole."""
        return _rebuild_canceled, (type(self), self.message, self.reasons), self.__dict__


def _rebuild_canceled(
    kind: type[TransactionCanceledException], message: str, reasons: list[dict[str, Any]]
) -> TransactionCanceledException:
    return kind(message, reasons=reasons)


class TransactionConflictException(ServiceError):
    """A transaction is under way on the item; try again."""


class TransactionInProgressException(ServiceError):
    """The transaction with this token is under way; try again."""


class TrimmedDataAccessException(ServiceError):
    """Records of a stream were asked for that are older than 24 hours, and gone."""


class UnknownOperationException(ServiceError):
    """No operation has that name."""


class ValidationException(ServiceError):
    """The service refuses the request as it stands."""
