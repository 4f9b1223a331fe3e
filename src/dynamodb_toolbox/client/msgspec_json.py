"""JSON objects ↔ bytes, by msgspec: loaded where it pays (`json_objects.py`)."""

from __future__ import annotations

from typing import Any, Final

from msgspec import MsgspecError, Raw
from msgspec.json import Decoder, Encoder

_ITEMS: Final = frozenset({"Item", "Items", "Attributes"})
_FAULTS: Final = (MsgspecError, UnicodeDecodeError, RecursionError)

encode: Final = Encoder().encode
_value: Final = Decoder[Any](Any).decode
_object: Final = Decoder(dict[str, Any]).decode
_fields: Final = Decoder(dict[str, Raw]).decode


def encode_with_item(head: dict[str, Any], item: bytes) -> bytes:
    """Write an object with one field more, an `Item` that is JSON already."""
    return encode({**head, "Item": Raw(item)})


def decode(body: bytes) -> dict[str, Any]:
    """Read an object.

    Raises:
        ValueError: It is none; the reason does not quote it.
    """
    try:
        return _object(body)
    except _FAULTS as error:
        raise ValueError(type(error).__name__) from None


def decode_raw(body: bytes) -> dict[str, Any]:
    """Read an object whose items stay JSON.

    Raises:
        ValueError: It is none; the reason does not quote it.
    """
    try:
        return {name: value if name in _ITEMS else _value(value) for name, value in _fields(body).items()}
    except _FAULTS as error:
        raise ValueError(type(error).__name__) from None
