"""Stored items read as far as a search looks at them: the vector as floats, and what conditions mention.

Reading the numbers of a vector in C takes a third of the time that Python does; an item is read whole only
where it is among the closest.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec

from dynamodb_toolbox.engine.vectors.items import floats_of, hash_of
from dynamodb_toolbox.values import WireItem

Read: TypeAlias = Callable[[bytes], "tuple[tuple[float, ...], WireItem] | None"]
"""Gives the vector and the search attributes of an encoded item; `None` where it is not in the index."""


_decode = msgspec.json.Decoder(WireItem).decode


class _Number(msgspec.Struct, gc=False):
    N: float


class _List(msgspec.Struct):
    L: list[_Number]


def reader_of(index: Mapping[str, Any]) -> Read:
    """Give what reads the rows of an index."""
    names = tuple([element["AttributeName"] for element in index.get("SearchSchema") or ()])
    vector = index["VectorAttribute"]["AttributeName"]
    make = _plain_reader if any(map(_is_escaped, (vector, *names))) else _reader
    return make(vector, names, hash_of(index), index["Dimensions"])


def _is_escaped(name: str) -> bool:
    """Tell whether JSON writes a name otherwise than it is, which a typed decoder does not take."""
    return msgspec.json.encode(name) != f'"{name}"'.encode()


def _plain_reader(vector: str, names: tuple[str, ...], key: str | None, dimensions: int) -> Read:
    def read(encoded: bytes) -> tuple[tuple[float, ...], WireItem] | None:
        whole = _decode(encoded)
        elements = whole.get(vector, {}).get("L", ())
        numbers = floats_of(elements) if len(elements) == dimensions else None
        item = {name: whole[name] for name in names if name in whole}
        return None if numbers is None or (key is not None and key not in item) else (numbers, item)

    return read


@lru_cache(maxsize=64)
def _reader(vector: str, names: tuple[str, ...], key: str | None, dimensions: int) -> Read:
    attributes = {f"a{number}": name for number, name in enumerate(names)}
    fields: list[Any] = [(field, dict[str, Any] | None, None) for field in attributes]
    row = msgspec.defstruct(
        "Row", [("vector", _List | None, None), *fields], rename={"vector": vector, **attributes}
    )
    decode = msgspec.json.Decoder(row, strict=False).decode
    layout = struct.Struct(f"<{dimensions}f")

    def read(encoded: bytes) -> tuple[tuple[float, ...], WireItem] | None:
        try:
            found: Any = decode(encoded)
            numbers = layout.unpack(layout.pack(*[element.N for element in found.vector.L]))
        except (msgspec.ValidationError, AttributeError, struct.error, OverflowError):
            return None  # no vector, or one that was written before there was the index
        values = ((name, getattr(found, field)) for field, name in attributes.items())
        item = {name: value for name, value in values if value is not None}
        return None if key is not None and key not in item else (numbers, item)

    return read
