"""JSON objects ↔ bytes: by the standard library at first, then by msgspec.

msgspec is several times faster, and takes as long to load as dozens of small messages take without it: a
process that sends few, as a function that starts cold, never loads it. What the standard library does not
take, msgspec decides, so that requests and errors are the same.
"""

from __future__ import annotations

import sys
from json import JSONDecoder, JSONEncoder
from math import isinf
from typing import Any, Final, NoReturn

_LARGE: Final = 32 * 1024  # bytes of a message that is for msgspec, however few there were

few: int = 64
"""How many messages a process encodes and decodes before msgspec is loaded, where nobody else has."""

_fast: Any = None  # the module `msgspec_json`, once it is loaded
_done = 0


def encode(request: dict[str, Any]) -> bytes:
    """Write an object.

    Raises:
        TypeError: It holds what has no form in JSON; or what else msgspec raises then.
    """
    fast = _fast or _loaded(needed=False)
    if fast is None:
        try:
            return _encode(request).encode()
        except (TypeError, ValueError, RecursionError):
            fast = _loaded(needed=True)
    body: bytes = fast.encode(request)
    return body


def encode_with_item(head: dict[str, Any], item: bytes) -> bytes:
    """Write an object with one field more, an `Item` that is JSON already."""
    body: bytes = (_fast or _loaded(needed=True)).encode_with_item(head, item)
    return body


def decode(body: bytes, *, raw: bool = False) -> dict[str, Any]:
    """Read an object; `raw` allows its items to stay JSON.

    Raises:
        ValueError: It is none; the reason does not quote it.
    """
    fast = _fast or _loaded(needed=len(body) > _LARGE or b"\\ud" in body or b"\\uD" in body)
    if fast is None:  # and no half of a surrogate pair is in it, which the standard library would let pass
        try:
            found: Any = _decode(body.decode())
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        fast = _loaded(needed=True)
    read: dict[str, Any] = fast.decode_raw(body) if raw else fast.decode(body)
    return read


def _loaded(*, needed: bool) -> Any:
    """Give the module that works with msgspec where that is needed, loaded already, or worth it by now."""
    global _fast, _done  # noqa: PLW0603  # of the process, as what is loaded is
    _done += 1
    if needed or _done > few or "msgspec" in sys.modules:
        from dynamodb_toolbox.client import msgspec_json  # noqa: PLC0415

        _fast = msgspec_json
    return _fast


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)  # `NaN` and the like are no JSON


def _float(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(text)
    return number


_encode: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_decode: Final = JSONDecoder(parse_constant=_refused, parse_float=_float).decode
