"""One call as a conversation: credentials → signature → request → verdict (return, wait and repeat, raise).

It never waits: it yields what is to be done, and whoever drives it does that, synchronously or not. Signing,
retries and the reading of errors exist once for both.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any, Final, TypeAlias

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.client.credentials.keeper import Keeper
from dynamodb_toolbox.client.hooks import logger
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse, Origin
from dynamodb_toolbox.client.losses import Losses, has_token
from dynamodb_toolbox.client.retry import Retrying
from dynamodb_toolbox.client.sigv4 import TABLES, Signer
from dynamodb_toolbox.client.verdicts import EXPIRED, checked, retry_after, skew_told
from dynamodb_toolbox.errors import CredentialsError, ServiceError, TransportError
from dynamodb_toolbox.protocol.answers import Answer, Metadata


class Pause:
    """A step: let some seconds pass."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class Renewal:
    """A step: load credentials; answered by them."""

    __slots__ = ()


Step: TypeAlias = HTTPRequest | Pause | Renewal
"""What is to be done: send a request (answered by its `HTTPResponse`), pause, or load credentials."""

_RENEWAL: Final = Renewal()


class Exchanges:
    """What all calls to one address share: its credentials, its clock, its tokens for repetitions.

    Args:
        origin: Where the service is.
        region: For which region to sign.
        keeper: Gives the credentials.
        retrying: Says what is tried again, and when.
        repeat_lost_writes: Whether a write whose answer was lost is sent again.
        total_timeout: Seconds for a call with all its repetitions; `None` for no bound.
        user_agent: How we present ourselves.
        service: The first part of the target of each request.
        clock: Gives the seconds since 1970.
    """

    def __init__(
        self,
        origin: Origin,
        region: str,
        keeper: Keeper,
        retrying: Retrying,
        *,
        repeat_lost_writes: bool = True,
        total_timeout: float | None = None,
        user_agent: str = "dynamodb-toolbox",
        service: str = TABLES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.origin = origin
        self.region = region
        self._keeper = keeper
        self._retrying = retrying
        self._repeat_lost_writes = repeat_lost_writes
        self._total_timeout = total_timeout
        self._user_agent = user_agent
        self._service = service
        self._clock = clock
        self._skew = 0.0  # seconds by which the service's clock is ahead
        self._signer: Signer | None = None

    def steps(self, operation: str, body: bytes) -> Generator[Step, Any, Answer]:
        """Yield what is to be done for one call, and return its answer.

        Raises:
            ServiceError: The service refuses, under AWS's name.
            TransportError: No answer came, or none that can be read.
            CredentialsError: There are none to sign with.
        """
        start = time.monotonic()
        deadline = None if self._total_timeout is None else start + self._total_timeout
        attempts = 0
        failure: _Failure | None = None
        while True:
            try:
                credentials = self._keeper.held() or (yield _RENEWAL)
            except CredentialsError as error:
                raise _unless_lost(failure, error) from error.__cause__
            skew = self._skew
            head = self._signer_for(credentials).head(operation, body, self._clock() + skew)
            attempts += 1
            response: HTTPResponse | None = None
            try:
                received: HTTPResponse = yield HTTPRequest(self.origin, head, body, deadline)
                response = received
                content = checked(received, self.origin, operation)
            except (ServiceError, TransportError) as error:
                failure = failure or _Failure(operation, body, deadline)
                failure.note(error, response, attempts)
                failure.skew = skew
                yield Pause(self._wait(failure, credentials))
            else:
                self._retrying.succeeded(None if failure is None else failure.error)
                lost = 0 if failure is None else failure.losses.count
                took = Metadata(attempts, time.monotonic() - start, lost, received.headers)
                return Answer(content, took)

    def _signer_for(self, credentials: Credentials) -> Signer:
        signer = self._signer
        if signer is None or signer.credentials is not credentials:
            host = self.origin.authority
            signer = Signer(credentials, self.region, host, self._user_agent, self._service)
            self._signer = signer
        return signer

    def _wait(self, failure: _Failure, credentials: Credentials) -> float:
        """Give the seconds until the next attempt, or raise the error, with what is to be known beside it."""
        error = failure.error
        wait = self._mended(failure, credentials)
        if wait is None and (self._repeat_lost_writes or not failure.losses.unsafe):
            after = retry_after(failure.response)
            wait = self._retrying.wait(error, failure.status, failure.attempts, after)
        late = failure.deadline is not None and time.monotonic() + (wait or 0.0) >= failure.deadline
        if wait is None or late:
            error.attempts = failure.attempts
            failure.losses.tell(error)
            try:
                raise error
            finally:
                del error, failure.error  # else it and its traceback would hold each other, and the body
        _log(failure, wait)
        return wait

    def _mended(self, failure: _Failure, credentials: Credentials) -> float | None:
        """Correct our clock, or drop expired credentials: once a call, then try again at once."""
        error, response = failure.error, failure.response
        if failure.mended or response is None or not isinstance(error, ServiceError):
            return None
        skew = skew_told(error, response, self._clock() + failure.skew)
        if skew is not None:
            self._skew = failure.skew + skew  # whoever was signed by the same clock comes to the same
        failure.mended = skew is not None or (error.name in EXPIRED and self._keeper.refused(credentials))
        return 0.0 if failure.mended else None


def _unless_lost(failure: _Failure | None, error: CredentialsError) -> Exception:
    """Give the error for credentials that did not come, or that of an attempt which was lost before."""
    if failure is None or not failure.losses.count:
        return error
    lost = failure.error
    del failure.error
    lost.attempts = failure.attempts
    lost.add_note(f"It was not tried again: {error.message}")
    failure.losses.tell(lost)
    return lost


def _log(failure: _Failure, wait: float) -> None:
    log = logger("INFO")
    if log is not None:
        name = getattr(failure.error, "name", None) or getattr(failure.error, "code", "")
        what = failure.losses.operation
        log.info("%s: attempt %d ended with %s; again in %.3f s", what, failure.attempts, name, wait)


class _Failure:
    """What a call remembers of its attempts, once one has failed."""

    __slots__ = ("attempts", "deadline", "error", "losses", "mended", "response", "skew")

    error: ServiceError | TransportError
    response: HTTPResponse | None
    attempts: int
    skew: float  # by which the clock was corrected for the last attempt

    def __init__(self, operation: str, body: bytes, deadline: float | None) -> None:
        self.losses = Losses(operation, has_token=has_token(operation, body))
        self.deadline = deadline
        self.mended = False

    @property
    def status(self) -> int:
        """The HTTP status of the last attempt; 0 where no answer came."""
        return 0 if self.response is None else self.response.status

    def note(
        self, error: ServiceError | TransportError, response: HTTPResponse | None, attempts: int
    ) -> None:
        """Take note of how an attempt ended."""
        self.error = error
        self.response = response
        self.attempts = attempts
        self.losses.note(error, self.status)
