"""Keys of several attributes as one string of bytes, and ranges of such keys.

A key of one attribute is its bytes as they are. In a key of several, each part is escaped and ended:

    a zero byte → 00 FF        the end of a part → 00 01

so that keys sort part by part, none runs into the next, and what starts with some parts is one range.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from dynamodb_toolbox.engine.keys import KeyAttribute, key_bytes
from dynamodb_toolbox.limits import MAX_SORT_KEY_BYTES
from dynamodb_toolbox.values import WireItem

_ZERO: Final = b"\x00"
_ESCAPED_ZERO: Final = b"\x00\xff"
_END: Final = b"\x00\x01"
_AFTER_END: Final = b"\x00\x02"

LAST: Final = b"\xff" * (MAX_SORT_KEY_BYTES + 1)
"""Comes after every sort key."""


class Span(NamedTuple):
    """The sort keys from `start` on, before `end`."""

    start: bytes
    end: bytes

    def contains(self, key: bytes) -> bool:
        """Tell whether a key is in the span."""
        return self.start <= key < self.end


def key_of(attributes: Sequence[KeyAttribute], item: WireItem) -> bytes | None:
    """Give the key that an item has in these attributes; `None` where one is missing or can be no key."""
    parts: list[bytes] = []
    for attribute in attributes:
        value = item.get(attribute.name, {})
        part = key_bytes(value) if attribute.type in value else b""
        if not part:
            return None
        parts.append(part)
    return joined(parts, of=len(attributes))


def size_of(attributes: Sequence[KeyAttribute], item: WireItem) -> int:
    """Give the bytes of the parts of an item's key."""
    return sum([len(key_bytes(item[attribute.name])) for attribute in attributes])


def joined(parts: Sequence[bytes], *, of: int) -> bytes:
    """Give the bytes that start a key of `of` parts with these parts; the key itself where it has no more."""
    if of < 2:
        return parts[0] if parts else b""
    return b"".join([part.replace(_ZERO, _ESCAPED_ZERO) + _END for part in parts])


class Spans:
    """Spans of the keys that start with some parts; what is asked of the next part narrows them.

    Args:
        parts: The first parts of the key, each as its bytes.
        of: How many parts the key has.
    """

    def __init__(self, parts: Sequence[bytes], *, of: int) -> None:
        self._before = joined(parts, of=of)
        self._is_single = of < 2

    def all(self) -> Span:
        """Give all keys that start with the parts."""
        return Span(self._before, _after_prefix(self._before))

    def equal(self, part: bytes) -> Span:
        """Give the keys whose next part is `part`."""
        return Span(self._at(part), self._after(part))

    def between(self, low: bytes, high: bytes) -> Span:
        """Give the keys whose next part is from `low` to `high`, both included."""
        return Span(self._at(low), self._after(high))

    def compared(self, comparator: str, part: bytes) -> Span:
        """Give the keys whose next part is `<`, `<=`, `>` or `>=` `part`."""
        whole = self.all()
        bound = self._after(part) if comparator in {"<=", ">"} else self._at(part)
        return Span(whole.start, bound) if comparator in {"<", "<="} else Span(bound, whole.end)

    def beginning(self, part: bytes) -> Span:
        """Give the keys whose next part begins with `part`."""
        start = self._before + (part if self._is_single else part.replace(_ZERO, _ESCAPED_ZERO))
        return Span(start, _after_prefix(start))

    def _at(self, part: bytes) -> bytes:
        return part if self._is_single else self._before + part.replace(_ZERO, _ESCAPED_ZERO) + _END

    def _after(self, part: bytes) -> bytes:
        """Give what follows the last key with that part."""
        if self._is_single:
            return part + _ZERO
        return self._before + part.replace(_ZERO, _ESCAPED_ZERO) + _AFTER_END


def _after_prefix(prefix: bytes) -> bytes:
    """Give what follows the last key that starts with `prefix`."""
    rest = prefix.rstrip(b"\xff")
    return rest[:-1] + bytes([rest[-1] + 1]) if rest else LAST
