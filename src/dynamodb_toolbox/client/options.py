"""The options of `connect()` for a service behind HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypedDict

from dynamodb_toolbox.errors import DynamoDBToolboxError

if TYPE_CHECKING:
    import ssl

    from dynamodb_toolbox.client.credentials.credentials import Credentials, Provider
    from dynamodb_toolbox.client.http.messages import AsyncTransport, Transport


class HTTPOptions(TypedDict, total=False):
    """What `connect("dynamodb://…")` and `connect("http://…")` take; times are in seconds.

    `region`: where the tables are, and for which region to sign; by default `AWS_REGION`,
    `AWS_DEFAULT_REGION`, the profile's.
    `credentials`: a `Credentials`, or a provider of them; by default they are looked for as the AWS SDKs do.
    `profile`: a profile of the shared files, in place of `AWS_PROFILE`.
    `use_fips`, `use_dualstack`: which address of the region.
    `connect_timeout` (5): to reach the service; `read_timeout` (30): for the next bytes of an answer;
    `pool_timeout` (30): for a free connection; `total_timeout` (60): for a call with all its repetitions;
    `None` sets no bound.
    `max_connections` (64): open at once, synchronously, and for each event loop.
    `max_attempts` (4): how often a request is sent, the first time included; 1 for no repetition.
    `repeat_lost_writes` (True): whether a write whose answer was lost is sent again, as the AWS SDKs do.
    `verify`: a file or folder of authorities, or an `ssl.SSLContext`, in place of those of the system.
    `use_proxies` (True): whether `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` count.
    `transport`, `async_transport`: carry the requests in place of our own (`Transport`, and a function that
    gives an `AsyncTransport`).
    """

    region: str
    credentials: Credentials | Provider
    profile: str
    use_fips: bool
    use_dualstack: bool
    connect_timeout: float | None
    read_timeout: float | None
    pool_timeout: float | None
    total_timeout: float | None
    max_connections: int
    max_attempts: int
    repeat_lost_writes: bool
    verify: str | ssl.SSLContext
    use_proxies: bool
    transport: Transport
    async_transport: Callable[[], AsyncTransport]


def checked(options: HTTPOptions) -> None:
    """See that options are of their types and within their bounds, before anything is opened.

    Raises:
        DynamoDBToolboxError: `client.invalidOption`.
    """
    given: dict[str, Any] = dict(options)
    for name, value in given.items():
        expected = _EXPECTED.get(name)
        if expected is not None and not expected[1](value):
            raise DynamoDBToolboxError(
                "client.invalidOption",
                f"'{name}' should be {expected[0]}; got {type(value).__name__}: {value!r}.",
                path=name,
                payload={"received": value, "expected": expected[0]},
            )


def _is_duration(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value > 0)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != ""


_DURATION: Final = ("seconds above 0, or None", _is_duration)
_COUNT: Final = ("a whole number from 1 up", _is_count)
_FLAG: Final = ("a boolean", _is_flag)
_NAME: Final = ("a text", _is_name)

_EXPECTED: Final[dict[str, tuple[str, Callable[[object], bool]]]] = {
    "connect_timeout": _DURATION,
    "max_attempts": _COUNT,
    "max_connections": _COUNT,
    "pool_timeout": _DURATION,
    "profile": _NAME,
    "read_timeout": _DURATION,
    "region": _NAME,
    "repeat_lost_writes": _FLAG,
    "total_timeout": _DURATION,
    "use_dualstack": _FLAG,
    "use_fips": _FLAG,
    "use_proxies": _FLAG,
}
