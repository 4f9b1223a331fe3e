"""Which failures are tried again, and when: the standard mode of the AWS SDKs.

These are decisions; nobody waits here.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, with its rules of 2026:
four attempts for DynamoDB; full jitter from 25 ms, from 1 s where the service asks for less; 500 tokens, of
which a repetition takes 14, or 5 after throttling, and gives them back where it succeeds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from dynamodb_toolbox.client import forking
from dynamodb_toolbox.errors import ServiceError, TransportError

MAX_ATTEMPTS: Final = 4

THROTTLING: Final = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
_TRANSIENT: Final = frozenset({"InternalServerError", "RequestTimeout", "RequestTimeoutException"})
_TRANSIENT_STATUSES: Final = frozenset({500, 502, 503, 504})
_TOO_MANY: Final = 429  # of a gateway in between: the service itself says 400 and a name
_BROKEN: Final = frozenset(
    {
        "client.connectFailed",
        "client.connectTimeout",
        "client.connectionLost",
        "client.invalidChecksum",
        "client.invalidResponse",
        "client.readTimeout",
    }
)

_CAPACITY: Final = 500
_COST: Final = 14
_COST_THROTTLED: Final = 5
_BASE: Final = 0.025  # seconds
_BASE_THROTTLED: Final = 1.0
_LONGEST: Final = 20.0
_MOST_AFTER: Final = 5.0  # beyond our own wait, for the service's wish


class Retrying:
    """The policy of one client, with the tokens that all its calls share.

    Args:
        max_attempts: How often a request is sent at most, the first time included.
        random: Gives numbers from 0 to below 1.
    """

    __slots__ = ("__weakref__", "_lock", "_random", "_tokens", "max_attempts")

    def __init__(self, max_attempts: int = MAX_ATTEMPTS, random: Callable[[], float] | None = None) -> None:
        self.max_attempts = max_attempts
        self._random = random
        self._tokens = _CAPACITY
        self.after_fork()
        forking.watch(self)

    def after_fork(self) -> None:
        """Start with a free lock."""
        self._lock = threading.Lock()

    def wait(self, error: Exception, status: int, attempt: int, after: float | None) -> float | None:
        """Give the seconds until the next attempt, or `None` where there is to be none.

        Args:
            error: How the last attempt ended.
            status: Its HTTP status; 0 where no answer came.
            attempt: How many were made.
            after: The seconds that the service asks for (`x-amz-retry-after`).
        """
        if attempt >= self.max_attempts or not retryable(error, status):
            return None
        throttled = is_throttling(error) or status == _TOO_MANY
        if not self._taken(_COST_THROTTLED if throttled else _COST):
            return None
        longest: float = min(_LONGEST, (_BASE_THROTTLED if throttled else _BASE) * 2 ** (attempt - 1))
        wait = self._chance() * longest
        return wait if after is None else max(wait, min(after, wait + _MOST_AFTER))

    def succeeded(self, last: Exception | None) -> None:
        """Give back the tokens of the repetition that succeeded, or one where none was needed."""
        if last is None and self._tokens >= _CAPACITY:
            return  # the usual case, without the lock
        back = 1 if last is None else _COST_THROTTLED if is_throttling(last) else _COST
        with self._lock:
            self._tokens = min(_CAPACITY, self._tokens + back)

    def _taken(self, cost: int) -> bool:
        with self._lock:
            if cost > self._tokens:
                return False
            self._tokens -= cost
            return True

    def _chance(self) -> float:
        if self._random is None:
            import random  # noqa: PLC0415  # most requests are never repeated

            self._random = random.random
        chance: float = self._random()
        return chance


def is_throttling(error: Exception) -> bool:
    """Tell whether the service asks for fewer requests."""
    return isinstance(error, ServiceError) and error.name in THROTTLING


def retryable(error: Exception, status: int) -> bool:
    """Tell whether another attempt may go better."""
    if isinstance(error, TransportError):
        return error.code in _BROKEN or status in _TRANSIENT_STATUSES or status == _TOO_MANY
    if isinstance(error, ServiceError):
        return error.name in THROTTLING or error.name in _TRANSIENT or status in _TRANSIENT_STATUSES
    return False
