"""`BotocoreCall`: one call through botocore, from its request to its reply or its error."""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from dynamodb_toolbox.client.botocore.failures import damage_of, error_of
from dynamodb_toolbox.client.botocore.shapes import Shapes
from dynamodb_toolbox.client.losses import TOKENS, Losses
from dynamodb_toolbox.errors import CredentialsError, ServiceError, TransportError
from dynamodb_toolbox.protocol.answers import Metadata
from dynamodb_toolbox.protocol.calls import Reply

E = TypeVar("E", bound=ServiceError | TransportError)


class BotocoreCall:
    """One call: what is given to botocore, what it took, how it ended.

    Attributes:
        arguments: The keywords for the client's method.
    """

    __slots__ = ("_attempts", "_damage", "_losses", "_operation", "_shapes", "_start", "_url", "arguments")

    def __init__(self, operation: str, request: dict[str, Any], shapes: Shapes, url: str) -> None:
        self.arguments = shapes.given(operation, request)
        self._operation = operation
        self._shapes = shapes
        self._url = url
        self._losses = Losses(operation, has_token=operation in TOKENS)  # botocore gives those that lack one
        self._attempts = 0
        self._damage: TransportError | None = None
        self._start = time.monotonic()

    def note(self, error: BaseException | None, answer: dict[str, Any]) -> None:
        """Take note of how an attempt ended: with what was raised, or with an answer as botocore has it."""
        self._attempts += 1
        status = answer.get("status_code", 0)
        if error is not None:
            ended: Exception | None = error_of(error, self._shapes, self._url)
        else:
            ended = damage_of(answer, self._url) if status == 200 else None
        self._damage = ended if isinstance(ended, TransportError) and status == 200 else None
        self._losses.note(ended or ServiceError(), status)

    def answered(self, reply: Any) -> tuple[Reply, Metadata]:
        """Give the reply in wire form, and what the call took.

        Raises:
            TransportError: The answer was damaged, of which botocore alone would have made an empty reply.
        """
        if self._damage is not None:
            raise self._told(self._damage)
        told: dict[str, Any] = reply.get("ResponseMetadata") or {}
        attempts = max(self._attempts, told.get("RetryAttempts", 0) + 1)
        headers = {
            name.encode("latin-1", "replace"): str(value).encode("latin-1", "replace")
            for name, value in told.get("HTTPHeaders", {}).items()
        }
        metadata = Metadata(attempts, time.monotonic() - self._start, self._losses.count, headers)
        content = {name: value for name, value in reply.items() if name != "ResponseMetadata"}
        return self._shapes.received(self._operation, content), metadata

    def failed(self, error: Exception) -> ServiceError | TransportError | CredentialsError:
        """Give our error for one of botocore's."""
        ours = error_of(error, self._shapes, self._url)
        return ours if isinstance(ours, CredentialsError) else self._told(ours)

    def _told(self, error: E) -> E:
        error.attempts = max(self._attempts, error.attempts)
        self._losses.tell(error)
        return error


CURRENT: Final[ContextVar[BotocoreCall | None]] = ContextVar("dynamodb_toolbox_botocore_call", default=None)
"""The call that is under way in this thread or task."""


def note_attempts(events: Any) -> None:
    """Have the handlers of a client tell the call under way how each attempt ends; others' pass unseen."""
    events.register("response-received.dynamodb", _noted, unique_id="dynamodb-toolbox-attempts")


def _noted(
    response_dict: dict[str, Any] | None = None, exception: BaseException | None = None, **_: Any
) -> None:
    call = CURRENT.get()
    if call is not None:
        call.note(exception, response_dict or {})
