"""Key schemas of tables and indexes, as CreateTable takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dynamodb_toolbox.engine.validation import Constraints, text_of
from dynamodb_toolbox.errors import SerializationException, ValidationException
from dynamodb_toolbox.limits import MAX_INDEX_KEY_ATTRIBUTES

_MOST_ATTRIBUTES: Final = 2
_INVALID: Final = "One or more parameter values were invalid: "


def check_key_shape(
    constraints: Constraints, schema: Sequence[Any] | None, place: str, most: int | None = _MOST_ATTRIBUTES
) -> None:
    """Note what a key schema breaks by itself; the API has no `most` for global indexes."""
    if schema is None:
        constraints.require(schema, place)
        return
    constraints.length(schema, place, 1, most)
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


def check_global_parts(schema: Sequence[dict[str, str]]) -> None:
    """Check that the key of a global index is up to four hash keys and, after them, up to four range keys.

    Rules:
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html

    Raises:
        ValidationException: It is not, or an attribute comes twice.
    """
    kinds = [element["KeyType"] for element in schema]
    if len(schema) <= _MOST_ATTRIBUTES and kinds != ["HASH", "HASH"]:
        check_parts(schema)
        return
    names = [element["AttributeName"] for element in schema]
    if len(set(names)) < len(names):
        raise ValidationException("The KeySchema contains multiple key attributes with the same name")
    if kinds[0] != "HASH":
        raise ValidationException("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
    if kinds != sorted(kinds):
        raise ValidationException(
            f"{_INVALID}All HASH key attributes must precede RANGE key attributes in the KeySchema"
        )
    for kind in ("HASH", "RANGE"):
        if kinds.count(kind) > MAX_INDEX_KEY_ATTRIBUTES:
            raise ValidationException(
                f"{_INVALID}The KeySchema exceeds the maximum allowed number of {kind} key attributes"
            )
