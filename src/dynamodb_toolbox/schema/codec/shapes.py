"""The wire form of a schema as msgspec types: what its C code checks and builds in one pass over the JSON.

An attribute value such as `{"S": "a"}` becomes an object with one field, `S`; a map an object with a field
for each attribute, by its stored name. Types are made once and shared: equal shapes are the same type.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec import UNSET, UnsetType

KINDS: Final = ("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M")


@lru_cache(maxsize=1024)
def value_type(kind: str, content: Any) -> type:
    """Give the type of attribute values of one kind: `{"S": content}`."""
    return _struct(kind, [(kind, content)], {})


def mixed_type(contents: Iterable[tuple[str, Any]]) -> type:
    """Give the type of attribute values of one of several kinds; those that it is not are `UNSET`."""
    fields = [(kind, _or_unset(content), UNSET) for kind, content in contents]
    return _struct("Mixed", fields, {})


def attributes_type(fields: Iterable[tuple[str, str, Any, bool]]) -> type:
    """Give the type of a map: fields by name, stored name, type, and whether they must be there.

    Raises:
        ValueError: msgspec has no field of such a stored name.
    """
    listed = list(fields)
    definitions = [
        (name, content) if required else (name, _or_unset(content), UNSET)
        for name, _, content, required in sorted(listed, key=lambda field: not field[3])
    ]
    return _struct("Attributes", definitions, {name: stored for name, stored, _, _ in listed}, strict=False)


def _or_unset(content: Any) -> Any:
    return content if content is Any else content | UnsetType


def _struct(name: str, fields: list[Any], rename: dict[str, str], *, strict: bool = True) -> type:
    return msgspec.defstruct(name, fields, rename=rename, gc=False, forbid_unknown_fields=strict, eq=False)
