"""The options of `connect()` for a service behind HTTP: their names, and whether they are right."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.errors import DynamoDBToolboxError

if TYPE_CHECKING:
    from dynamodb_toolbox.client.connect_options import HTTPOptions


def checked(options: HTTPOptions) -> None:
    """See that options are of their types and within their bounds, before anything is opened.

    Raises:
        DynamoDBToolboxError: `client.invalidOption`.
    """
    given: dict[str, Any] = dict(options)
    for name, value in given.items():
        expected = _EXPECTED.get(name)
        if expected is not None and not expected[1](value):
            received = type(value).__name__ if name == "credentials" else value  # it may be a secret
            shown = received if name == "credentials" else f"{type(value).__name__}: {value!r}"
            raise DynamoDBToolboxError(
                "client.invalidOption",
                f"'{name}' should be {expected[0]}; got {shown}.",
                path=name,
                payload={"received": received, "expected": expected[0]},
            )


def _is_duration(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (number and 0 < value <= _LONGEST)  # type: ignore[operator]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _verifies(value: object) -> bool:
    if isinstance(value, str | os.PathLike):
        return os.path.exists(value)  # noqa: PTH110  # pathlib costs more to load
    return value is None or hasattr(value, "wrap_socket")


_LONGEST: Final = 1e9  # 30 years; the system's clocks end somewhere
_DURATION: Final = ("seconds above 0 (at most 1e9), or None", _is_duration)
_COUNT: Final = ("a whole number from 1 up", _is_count)
_FLAG: Final = ("a boolean", _is_flag)
_NAME: Final = ("a text", _is_name)

_EXPECTED: Final[dict[str, tuple[str, Callable[[object], bool]]]] = {
    "async_transport": (
        "a function that gives an `AsyncTransport`",
        lambda value: value is None or callable(value),
    ),
    "connect_timeout": _DURATION,
    "credentials": (
        "a `Credentials`, or an object whose `load()` gives one",
        lambda value: value is None or isinstance(value, Credentials) or hasattr(value, "load"),
    ),
    "max_attempts": _COUNT,
    "max_connections": _COUNT,
    "pool_timeout": _DURATION,
    "profile": _NAME,
    "read_timeout": _DURATION,
    "region": _NAME,
    "repeat_lost_writes": _FLAG,
    "total_timeout": _DURATION,
    "transport": (
        "a `Transport`, with `send` and `close`",
        lambda value: value is None or hasattr(value, "send"),
    ),
    "use_dualstack": _FLAG,
    "use_fips": _FLAG,
    "use_proxies": _FLAG,
    "verify": (
        "a file or folder of authorities that is there, or an `ssl.SSLContext` of yours",
        _verifies,
    ),
}

NAMES: Final = frozenset(_EXPECTED)
