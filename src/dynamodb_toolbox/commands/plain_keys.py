"""Keys that are stored as they are given, as most are: no code has to be compiled to write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema.primitives import is_encoded
from dynamodb_toolbox.schema.types import Primitive
from dynamodb_toolbox.values import MISSING, PLAIN_INTEGER

if TYPE_CHECKING:
    from dynamodb_toolbox.values import WireItem

_KINDS: Final = {"string": "S", "number": "N"}


class PlainKeys:
    """Writes the keys of one entity that are dicts of texts and integers, and leaves all others alone."""

    def __init__(self, parts: list[tuple[str, str, str]]) -> None:
        self._parts = parts

    @classmethod
    def of(cls, entity: Entity[Any, Any]) -> PlainKeys | None:
        """Give what writes an entity's keys; `None` where something is computed, encoded or validated."""
        schema = entity.schema
        names = {schema.saved_name(name): name for name in schema.key_attributes}
        primary = entity.table.key_attributes()
        if entity.compute_key is not None or names.keys() != {key["name"] for key in primary}:
            return None
        parts: list[tuple[str, str, str]] = []
        for key in primary:
            name = names[key["name"]]
            if key["type"] not in _KINDS or not _is_plain(schema.attributes[name]):
                return None
            parts.append((name, key["name"], _KINDS[key["type"]]))
        return cls(parts)

    def write(self, key: Any) -> WireItem | None:
        """Give a key in wire form; `None` where it takes more than that to tell whether it is right."""
        if type(key) is not dict or len(key) != len(self._parts):
            return None
        wire: WireItem = {}
        for name, stored, kind in self._parts:
            value: Any = key.get(name)
            if kind == "N":
                if type(value) is not int or not -PLAIN_INTEGER < value < PLAIN_INTEGER:
                    return None
                value = str(value)
            elif type(value) is not str or not value or not value.isascii():
                return None  # DynamoDB takes no empty key, UTF-8 no lone surrogate
            wire[stored] = {kind: value}
        return wire


def _is_plain(attribute: Any) -> bool:
    """Tell whether any value of its type is right, and stored as it is."""
    props = attribute.props
    return (
        isinstance(attribute, Primitive)
        and not is_encoded(attribute)
        and props.enum is props.key_link is None
        and props.key_default is MISSING
        and not props.key_validators
    )
