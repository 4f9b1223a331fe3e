"""How a valid value is stored, and read back: the protocol, and the built-in ones (spec/schema.md §13)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final, Protocol, runtime_checkable

from dynamodb_toolbox.records import Record
from dynamodb_toolbox.values import MISSING, Place, as_decimal


class Transformer(Protocol):
    """Two functions: `decode(encode(value)) == value`.

    On a primitive, `encode` must give a value of the same DynamoDB type.
    """

    def encode(self, value: Any, /) -> Any:
        """Give the stored form of a valid value."""
        ...

    def decode(self, value: Any, /) -> Any:
        """Give back the valid value of a stored one."""
        ...


@runtime_checkable
class SerializableTransformer(Transformer, Protocol):
    """A transformer that a schema's DTO can name."""

    transformer_id: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """Give the transformer as the reference's DTO has it."""
        ...


# What JavaScript's `trim` strips, so that both libraries store the same text.
_WHITE_SPACE: Final = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)


class NotEncodable(TypeError):
    """A value is none that a transformer can encode.

    Attributes:
        received: What it is, or what in it.
        place: Where it stands in the value.
        expected: What would serve.
    """

    def __init__(self, received: Any, expected: str) -> None:
        super().__init__(received, expected)
        self.received = received
        self.place: Place = ()
        self.expected = expected

    def __str__(self) -> str:
        where = f" at {self.place!r}" if self.place else ""
        return f"Expected {self.expected}; got {type(self.received).__name__}{where}: {self.received!r}."


class Prefix(Record):
    """Stores `prefix + delimiter + value`; keeps the order, and `begins_with` stays meaningful.

    A stored value without the prefix is given as it is; with `strict`, it is an error.
    """

    transformer_id: ClassVar[str] = "prefix"
    prefix: str
    delimiter: str = "#"
    strict: bool = False

    def encode(self, value: str, /) -> str:
        """Put the prefix before the value."""
        return self.prefix + self.delimiter + _text(value)

    def decode(self, value: str, /) -> str:
        """Take the prefix off, where it is there."""
        prefix = self.prefix + self.delimiter
        if self.strict and not value.startswith(prefix):
            raise ValueError(f"{value!r} does not start with {prefix!r}")
        return value.removeprefix(prefix)

    def to_json(self) -> dict[str, Any]:
        """Give the DTO."""
        strict = {"strict": True} if self.strict else {}
        dto = {"transformerId": self.transformer_id, "prefix": self.prefix, "delimiter": self.delimiter}
        return dto | strict

    def pipe(self, *others: Transformer) -> Pipe:
        """Apply the others after this one."""
        return Pipe((self, *others))


class Suffix(Record):
    """Stores `value + delimiter + suffix`.

    A stored value without the suffix is given as it is; with `strict`, it is an error.
    """

    transformer_id: ClassVar[str] = "suffix"
    suffix: str
    delimiter: str = "#"
    strict: bool = False

    def encode(self, value: str, /) -> str:
        """Put the suffix after the value."""
        return _text(value) + self.delimiter + self.suffix

    def decode(self, value: str, /) -> str:
        """Take the suffix off, where it is there."""
        suffix = self.delimiter + self.suffix
        if self.strict and not value.endswith(suffix):
            raise ValueError(f"{value!r} does not end with {suffix!r}")
        return value.removesuffix(suffix)

    def to_json(self) -> dict[str, Any]:
        """Give the DTO."""
        strict = {"strict": True} if self.strict else {}
        dto = {"transformerId": self.transformer_id, "suffix": self.suffix, "delimiter": self.delimiter}
        return dto | strict

    def pipe(self, *others: Transformer) -> Pipe:
        """Apply the others after this one."""
        return Pipe((self, *others))


class Trim(Record):
    """Stores the text without white space at its ends."""

    transformer_id: ClassVar[str] = "trim"

    def encode(self, value: str, /) -> str:
        """Strip white space (what JavaScript strips) off both ends."""
        return _text(value).strip(_WHITE_SPACE)

    def decode(self, value: str, /) -> str:
        """Give the text as it is stored."""
        return value

    def to_json(self) -> dict[str, Any]:
        """Give the DTO."""
        return {"transformerId": self.transformer_id}

    def pipe(self, *others: Transformer) -> Pipe:
        """Apply the others after this one."""
        return Pipe((self, *others))


class JSONStringify(Record):
    """Stores any JSON-able value as JSON text, as JavaScript writes it."""

    transformer_id: ClassVar[str] = "jsonStringify"
    space: int | str | None = None

    def encode(self, value: Any, /) -> str:
        """Write the value.

        Raises:
            NotEncodable: It is, or holds, what JSON would lose: a set, bytes, a key that is no text, digits
                that no float has. It is a `TypeError`.
        """
        import json  # noqa: PLC0415  # few schemas store JSON

        separators = (",", ":") if self.space is None else (",", ": ")
        return json.dumps(
            _jsonable(value), separators=separators, indent=self.space, ensure_ascii=False, allow_nan=False
        )

    def decode(self, value: str, /) -> Any:
        """Read the value."""
        import json  # noqa: PLC0415

        return json.loads(value)

    def to_json(self) -> dict[str, Any]:
        """Give the DTO."""
        space = {} if self.space is None else {"space": self.space}
        return {"transformerId": self.transformer_id, **space}

    def pipe(self, *others: Transformer) -> Pipe:
        """Apply the others after this one."""
        return Pipe((self, *others))


class Pipe(Record):
    """Applies several transformers in turn; read back in reverse."""

    transformers: tuple[Transformer, ...]

    def encode(self, value: Any, /) -> Any:
        """Encode by each, left to right."""
        for transformer in self.transformers:
            value = transformer.encode(value)
        return value

    def decode(self, value: Any, /) -> Any:
        """Decode by each, right to left."""
        for transformer in reversed(self.transformers):
            value = transformer.decode(value)
        return value

    def pipe(self, *others: Transformer) -> Pipe:
        """Apply the others after these."""
        return Pipe((*self.transformers, *others))


def refusal(transformer: Transformer, value: Any) -> NotEncodable | None:
    """Tell why a built-in transformer cannot encode a value; of others nothing is known beforehand."""
    while isinstance(transformer, Pipe) and transformer.transformers:
        transformer = transformer.transformers[0]
    try:
        if isinstance(transformer, JSONStringify):
            _jsonable(value)
        elif isinstance(transformer, (Prefix, Suffix, Trim)):
            _text(value)
    except NotEncodable as refused:
        return refused
    return None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise NotEncodable(value, "a string")


def _jsonable(value: Any) -> Any:
    """Give what JavaScript would write: whole floats as integers, what is not a number as null.

    What is missing is left out, or null in a list.
    """
    if value is MISSING or value is None:
        return None
    if isinstance(value, Mapping):
        present = ((name, child) for name, child in value.items() if child is not MISSING)
        return {_json_key(name): _json_child(name, child) for name, child in present}
    if isinstance(value, (list, tuple)):
        return [_json_child(index, child) for index, child in enumerate(value)]
    if isinstance(value, (float, Decimal)):
        return _json_number(value)
    if isinstance(value, (str, int)):
        return value
    raise NotEncodable(value, "what JSON can hold: None, a bool, a number, a string, a list or a dict")


def _json_key(name: Any) -> str:
    if isinstance(name, str):
        return name
    raise NotEncodable(name, "a string as a key, which JSON has alone")


def _json_child(name: Any, child: Any) -> Any:
    try:
        return _jsonable(child)
    except NotEncodable as refused:
        refused.place = (name, *refused.place)
        raise


def _json_number(value: float | Decimal) -> Any:
    if not math.isfinite(value):
        return None
    if value == int(value):
        return int(value)
    number = float(value)
    if isinstance(value, Decimal) and as_decimal(number) != value:
        raise NotEncodable(value, "a number that a float says exactly, or its digits as a string")
    return number


def prefix(prefix: str, *, delimiter: str = "#", strict: bool = False) -> Prefix:
    """Store `prefix + delimiter + value`; with `strict`, a stored value without it is an error."""
    return Prefix(prefix, delimiter, strict)


def suffix(suffix: str, *, delimiter: str = "#", strict: bool = False) -> Suffix:
    """Store `value + delimiter + suffix`; with `strict`, a stored value without it is an error."""
    return Suffix(suffix, delimiter, strict)


def trim() -> Trim:
    """Store the text without white space at its ends."""
    return Trim()


def json_stringify(*, space: int | str | None = None) -> JSONStringify:
    """Store any JSON-able value as JSON text."""
    return JSONStringify(space)


def pipe(*transformers: Transformer) -> Pipe:
    """Apply several transformers in turn."""
    return Pipe(transformers)
