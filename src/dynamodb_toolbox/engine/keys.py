"""Keys as bytes that sort as DynamoDB sorts them.

Strings are their UTF-8, binaries are themselves, and a number is

    sign · exponent · digits in pairs

with the exponent shifted to 0…255 (the range 1E-130…9.99E+125 fills one byte exactly), each pair of digits
one byte, and every byte of a negative number turned over. No number's bytes depend on how it was written.
Order: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.limits import MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES, MIN_NUMBER_EXPONENT
from dynamodb_toolbox.values import AttributeValue, WireItem, wire_bytes

_NEGATIVE: Final = b"\x00"
_ZERO: Final = b"\x01"
_POSITIVE: Final = b"\x02"
_TURNED: Final = bytes(range(255, -1, -1))
_AFTER_ALL_DIGITS: Final = b"\xff"  # ends a negative number: of two with the same start, the longer is less


class KeyAttribute(NamedTuple):
    """One attribute of a key: its name and its type (`S`, `N` or `B`)."""

    name: str
    type: str


class KeySchema(NamedTuple):
    """The key of a table: a partition key, and perhaps a sort key."""

    partition: KeyAttribute
    sort: KeyAttribute | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the key attributes."""
        return (self.partition.name,) if self.sort is None else (self.partition.name, self.sort.name)


class Place(NamedTuple):
    """Where an item is kept: the bytes of its partition key and of its sort key (empty without one)."""

    partition: bytes
    sort: bytes


def number_bytes(number: Decimal) -> bytes:
    """Give bytes that sort as numbers do."""
    if not number:
        return _ZERO
    sign, digits, _ = number.as_tuple()
    text = "".join(map(str, digits)).lstrip("0").rstrip("0")
    if len(text) % 2:
        text += "0"
    pairs = bytes([int(text[i : i + 2]) for i in range(0, len(text), 2)])
    body = bytes([number.adjusted() - MIN_NUMBER_EXPONENT]) + pairs
    return _NEGATIVE + body.translate(_TURNED) + _AFTER_ALL_DIGITS if sign else _POSITIVE + body


def key_bytes(value: AttributeValue) -> bytes:
    """Give the sortable bytes of a string, number or binary."""
    [(kind, content)] = value.items()
    if kind == "S":
        return bytes(content, "utf-8")
    return number_bytes(Decimal(content)) if kind == "N" else wire_bytes(content)


def place_of_key(schema: KeySchema, key: WireItem) -> Place:
    """Check the Key of a request against the table, and say where its item is.

    Raises:
        ValidationException: The names or types are not those of the table's key, or a value does not serve.
    """
    if len(key) != len(schema.names):
        raise _mismatch()
    for attribute in schema:
        if attribute is not None and attribute.type not in key.get(attribute.name, ()):
            raise _mismatch()
    return _place(schema, key)


def place_of_item(schema: KeySchema, item: WireItem) -> Place:
    """Check that an item has the table's key, and say where it goes.

    Raises:
        ValidationException: A key attribute is missing, of another type, or does not serve.
    """
    for attribute in schema:
        if attribute is not None:
            _check_present(attribute, item)
    return _place(schema, item)


def _check_present(attribute: KeyAttribute, item: WireItem) -> None:
    value = item.get(attribute.name)
    if value is None:
        raise ValidationException(
            f"One or more parameter values were invalid: Missing the key {attribute.name} in the item"
        )
    actual = next(iter(value))
    if actual != attribute.type:
        raise ValidationException(
            "One or more parameter values were invalid: Type mismatch for key "
            f"{attribute.name} expected: {attribute.type} actual: {actual}"
        )


def _place(schema: KeySchema, key: WireItem) -> Place:
    partition = _checked(schema.partition, key)
    if len(partition) > MAX_PARTITION_KEY_BYTES:
        raise ValidationException(
            "One or more parameter values were invalid: "
            f"Size of hashkey has exceeded the maximum size limit of{MAX_PARTITION_KEY_BYTES} bytes"
        )
    if schema.sort is None:
        return Place(partition, b"")
    sort = _checked(schema.sort, key)
    if len(sort) > MAX_SORT_KEY_BYTES:
        raise ValidationException(
            "One or more parameter values were invalid: "
            f"Aggregated size of all range keys has exceeded the size limit of {MAX_SORT_KEY_BYTES} bytes"
        )
    return Place(partition, sort)


def _checked(attribute: KeyAttribute, key: WireItem) -> bytes:
    encoded = key_bytes(key[attribute.name])
    if not encoded:
        raise _empty(attribute)
    return encoded


def check_no_empty_key(schema: KeySchema, key: WireItem) -> None:
    """Check only that no key attribute is empty; one that is missing or of another type is passed over.

    Raises:
        ValidationException: One is.
    """
    for attribute in schema:
        if attribute is not None and key.get(attribute.name, {}).get(attribute.type) == "":
            raise _empty(attribute)


def _empty(attribute: KeyAttribute) -> ValidationException:
    kind = "string" if attribute.type == "S" else "binary"
    return ValidationException(
        "One or more parameter values are not valid. The AttributeValue for a key attribute "
        f"cannot contain an empty {kind} value. Key: {attribute.name}"
    )


def _mismatch() -> ValidationException:
    return ValidationException("The provided key element does not match the schema")


def check_key_paths(key: KeySchema, paths: Iterable[Path]) -> None:
    """Refuse paths that lead into a key attribute, which is always a scalar.

    Raises:
        ValidationException: One does.
    """
    for path in paths:
        if len(path.elements) > 1 and path.elements[0] in key.names:
            raise ValidationException(
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
                f"allowed: Key: {path.elements[0]}"
            )
