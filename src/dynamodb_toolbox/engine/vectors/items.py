"""Vectors in items: what a vector index asks of an item that is written, and what it has of it.

A vector is a list of numbers, taken as 32-bit floats. An item without the vector, or without the attribute
by which the index is partitioned, is not in the index.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchWorkingWith.html
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.values import AttributeValue, WireItem

_INVALID: Final = "One or more parameter values were invalid: "


def check_item(definition: Mapping[str, Any], item: WireItem) -> None:
    """Check an item against the vector indexes of its table.

    Raises:
        ValidationException: Its vector is none, or of another length; a key is of another type, or empty.
    """
    for index in definition.get("VectorIndexes") or ():
        name = index["VectorAttribute"]["AttributeName"]
        if name in item:
            _check_vector(index, name, item[name])
        _check_hash(definition, index, item)


def floats_of(elements: Sequence[AttributeValue]) -> tuple[float, ...] | None:
    """Give numbers as 32-bit floats; `None` where one is no number, or has no place in 32 bits."""
    try:
        numbers = [float(element["N"]) for element in elements]
        layout = f"<{len(numbers)}f"
        return struct.unpack(layout, struct.pack(layout, *numbers))
    except (KeyError, OverflowError):
        return None


def hash_of(index: Mapping[str, Any]) -> str | None:
    """Give the attribute by which an index is partitioned, if it is."""
    schema = index.get("SearchSchema") or ()
    return next((e["AttributeName"] for e in schema if e["SearchSchemaElementType"] == "HASH"), None)


def projected(definition: Mapping[str, Any], index: Mapping[str, Any]) -> frozenset[str] | None:
    """Give the attributes that an index holds besides its vector; `None` for all."""
    if index["Projection"]["ProjectionType"] == "ALL":
        return None
    keys = [element["AttributeName"] for element in definition["KeySchema"]]
    schema = [element["AttributeName"] for element in index.get("SearchSchema") or ()]
    return frozenset([*keys, *schema, *(index["Projection"].get("NonKeyAttributes") or ())])


def _check_vector(index: Mapping[str, Any], name: str, value: AttributeValue) -> None:
    [(kind, content)] = value.items()
    if kind != "L":
        raise _wrong_type(index, name, kind)
    for place, element in enumerate(content):
        if floats_of([element]) is None:
            raise _wrong_type(index, f"{name}[{place}]", next(iter(element)))
    if len(content) != index["Dimensions"]:
        raise ValidationException(
            f"{_INVALID}Invalid size for parameter {name}, Expected: {index['Dimensions']}, "
            f"Actual: {len(content)}. IndexName: {index['IndexName']}"
        )


def _wrong_type(index: Mapping[str, Any], place: str, actual: str) -> ValidationException:
    expected = (
        "32-bit floating point number" if place.endswith("]") else "List of 32-bit floating point numbers"
    )
    return ValidationException(
        f"{_INVALID}Invalid type for parameter {place}, Expected: {expected}, Actual: {actual}. "
        f"IndexName: {index['IndexName']}"
    )


def _check_hash(definition: Mapping[str, Any], index: Mapping[str, Any], item: WireItem) -> None:
    name = hash_of(index)
    if name is None or name not in item:
        return
    types = {a["AttributeName"]: a["AttributeType"] for a in definition["AttributeDefinitions"]}
    [(actual, content)] = item[name].items()
    if actual != types[name]:
        raise ValidationException(
            f"{_INVALID}Type mismatch for Index Key {name} Expected: {types[name]} Actual: {actual} "
            f"IndexName: {index['IndexName']}"
        )
    if content == "":
        raise ValidationException(
            "One or more parameter values are not valid. A value specified for a secondary index key is not "
            f"supported. The AttributeValue for a key attribute cannot contain an empty "
            f"{'string' if actual == 'S' else 'binary'} value. IndexName: {index['IndexName']}, "
            f"IndexKey: {name}"
        )
