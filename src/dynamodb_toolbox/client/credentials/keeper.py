"""Credentials kept fresh: loaded when first asked for, and again before they expire, once for all who wait.

Until they are about to expire, one caller refreshes them and the others go on with those that still hold.

Source: the AWS SDKs' rule: from 15 minutes before the end on, try; from 10 on, wait for new ones.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from dynamodb_toolbox.client import forking
from dynamodb_toolbox.client.credentials.credentials import Credentials, Provider, Static
from dynamodb_toolbox.client.hooks import logger
from dynamodb_toolbox.errors import CredentialsError

if TYPE_CHECKING:
    import asyncio

_TRY_BEFORE: Final = 15 * 60.0  # seconds before the end
_MUST_BEFORE: Final = 10 * 60.0
_TRY_AGAIN: Final = 60.0  # after a source has failed


class Keeper:
    """Holds the credentials of a client. Threads and tasks share it."""

    def __init__(self, providers: Sequence[Provider], clock: Callable[[], float] = time.time) -> None:
        self._providers = providers
        self._clock = clock
        self._held: Credentials | None = None
        self._try_at = self._must_at = 0.0
        self._failure: CredentialsError | None = None  # of the last attempt
        self._failures = 0
        self.after_fork()
        forking.watch(self)

    @classmethod
    def of(cls, credentials: Credentials) -> Keeper:
        """Make one for credentials that are at hand and stay."""
        keeper = cls([Static(credentials)])
        keeper.renew()
        return keeper

    def after_fork(self) -> None:
        """Start with a free lock and nothing under way."""
        self._lock = threading.Lock()
        self._flights: dict[asyncio.AbstractEventLoop, asyncio.Future[Credentials]] = {}

    def held(self) -> Credentials | None:
        """Give the credentials at hand, or `None` where they must be renewed first."""
        if self._held is None or self._clock() < self._try_at:
            return self._held
        if self._clock() < self._must_at and self._lock.locked():
            return self._held  # someone else is at it
        return None

    def renew(self) -> Credentials:
        """Load new credentials where those at hand are not good for long, once for all who wait.

        Raises:
            CredentialsError: There are none, and those at hand are of no use.
        """
        failures = self._failures
        with self._lock:
            if self._failure is not None and self._failures != failures:
                from copy import copy  # noqa: PLC0415  # few sources fail

                raise copy(self._failure) from self._failure  # it failed while we waited: for all of us
            held = self._held  # it may have been renewed while we waited
            if held is None or self._clock() >= self._try_at:
                held = self._held = self._renewed()
            return held

    async def renew_async(self) -> Credentials:
        """Do as `renew`, in a thread, as sources wait; one thread for all the tasks of a loop.

        Cancelling a task does not disturb the others: the thread goes on for them.
        """
        import asyncio  # noqa: PLC0415  # synchronous users never pay for it

        loop = asyncio.get_running_loop()
        flight = self._flights.get(loop)
        if flight is None:
            flight = self._flights[loop] = loop.run_in_executor(None, self.renew)
            flight.add_done_callback(lambda done: self._landed(loop, done))
        return await asyncio.shield(flight)

    def _landed(self, loop: asyncio.AbstractEventLoop, flight: asyncio.Future[Credentials]) -> None:
        self._flights.pop(loop, None)
        if not flight.cancelled():
            flight.exception()  # looked at, even where all who waited are gone

    def refused(self, credentials: Credentials) -> bool:
        """Take note that the service finds credentials expired; tell whether newer ones may come.

        It takes no lock: who renews them may hold it for long, and an event loop must not wait for that.
        """
        if credentials.expires is None:
            return False
        if self._held is credentials:
            self._held = None
        return True

    def _renewed(self) -> Credentials:
        try:
            credentials = self._load()
        except Exception as error:  # a provider of the user's may raise anything
            held, now = self._held, self._clock()
            if held is None or held.expires is None or now >= held.expires:
                if isinstance(error, CredentialsError):
                    self._failure, self._failures = error, self._failures + 1
                raise
            self._try_at = self._must_at = min(now + _TRY_AGAIN, held.expires)
            _log(error, held.expires - now)
            return held
        self._failure = None
        self._plan(credentials)
        return credentials

    def _load(self) -> Credentials:
        for provider in self._providers:
            credentials = provider.load()
            if credentials is not None:
                return credentials
        raise CredentialsError(
            "credentials.notFound",
            "No AWS credentials were found: neither given to connect() nor in the environment "
            "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), nor a profile, container or instance that "
            "gives them.",
        )

    def _plan(self, credentials: Credentials) -> None:
        if credentials.expires is None:
            self._try_at = self._must_at = float("inf")
            return
        life = max(0.0, credentials.expires - self._clock())  # those with a short life: in its last quarter
        self._try_at = credentials.expires - min(_TRY_BEFORE, life / 4)
        self._must_at = credentials.expires - min(_MUST_BEFORE, life / 6)


def _log(error: Exception, left: float) -> None:
    log = logger("WARNING")
    if log is not None:
        name = getattr(error, "code", type(error).__name__)
        log.warning("credentials were not renewed (%s); those at hand serve for %.0f s more", name, left)
