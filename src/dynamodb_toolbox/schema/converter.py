"""`Converter`: how another Python type is stored as a string or a number; see `converters`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynamodb_toolbox.records import Record


class Converter(Record):
    """How a Python type is stored.

    Attributes:
        name: What the type is called in DTOs.
        expected: What it is called in errors.
        python_type: The type itself.
        accepts: Tells whether a value is of the type, and can be stored without loss.
        encode: Gives the string or number that is stored.
        decode: Gives the value back; raises `ValueError` for what no value is stored as.
    """

    name: str
    expected: str
    python_type: type
    accepts: Callable[[Any], bool]
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
