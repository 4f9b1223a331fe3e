"""Key schemas of tables and indexes, as CreateTable takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dynamodb_toolbox.engine.validation import Constraints, text_of
from dynamodb_toolbox.errors import SerializationException, ValidationException

_MOST_ATTRIBUTES: Final = 2


def check_key_shape(constraints: Constraints, schema: Sequence[Any] | None, place: str) -> None:
    """Note what a key schema breaks by itself."""
    if schema is None:
        constraints.require(schema, place)
        return
    constraints.length(schema, place, 1, _MOST_ATTRIBUTES)
    for number, element in enumerate(schema, 1):
        if not isinstance(element, dict):
            raise SerializationException("Unexpected value type in payload")
        constraints.require(text_of(element, "AttributeName"), f"{place}.{number}.member.attributeName")
        kind = text_of(element, "KeyType")
        if constraints.require(kind, f"{place}.{number}.member.keyType"):
            constraints.one_of(kind, f"{place}.{number}.member.keyType", ("HASH", "RANGE"))


def check_key_schema(schema: Sequence[dict[str, str]], defined: Sequence[str]) -> None:
    """Check the key schema of a table against the attributes defined.

    Raises:
        ValidationException: An attribute is not defined, or the parts of the key are not as they must be.
    """
    if len(schema) > len(defined):
        raise ValidationException("Invalid KeySchema: Some index key attribute have no definition")
    check_defined(schema, defined)
    check_parts(schema)


def check_defined(schema: Sequence[dict[str, str]], defined: Sequence[str]) -> None:
    """Check that the attributes of a key schema are defined.

    Raises:
        ValidationException: One is not.
    """
    names = [element["AttributeName"] for element in schema]
    if not set(names) <= set(defined):
        raise ValidationException(
            "One or more parameter values were invalid: Some index key attributes are not defined in "
            f"AttributeDefinitions. Keys: [{', '.join(names)}], AttributeDefinitions: [{', '.join(defined)}]"
        )


def check_parts(schema: Sequence[dict[str, str]]) -> None:
    """Check that a key schema is a hash key and perhaps, after it, a range key of another name.

    Raises:
        ValidationException: It is not.
    """
    first, *others = schema
    if others and first["AttributeName"] == others[0]["AttributeName"]:
        raise ValidationException(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name"
        )
    if first["KeyType"] != "HASH":
        raise ValidationException("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
    if others and others[0]["KeyType"] != "RANGE":
        raise ValidationException("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")
