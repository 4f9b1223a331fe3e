"""The options of `connect()` for a service behind HTTP: their names, and whether they are right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

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

NAMES: Final = frozenset({*_EXPECTED, "async_transport", "credentials", "transport", "verify"})
"""All of them; those that are not above are seen by whoever uses them."""
