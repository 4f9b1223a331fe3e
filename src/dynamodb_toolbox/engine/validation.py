"""The shape of a request, checked as the service does before it looks at anything else.

A member of a wrong JSON type is a `SerializationException`; members that break a constraint are listed
together: `2 validation errors detected: Value '…' at '…' failed to satisfy constraint: …; Value …`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Sized
from contextlib import suppress
from typing import Any, Final, TypeVar

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.errors import SerializationException, ValidationException
from dynamodb_toolbox.limits import MAX_TABLE_NAME, MIN_TABLE_NAME

T = TypeVar("T")

NAME_PATTERN: Final = "[a-zA-Z0-9_.-]+"

RETURN_CHOICES: Final = {
    "ReturnConsumedCapacity": ("INDEXES", "TOTAL", "NONE"),
    "ReturnValues": ("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"),
    "ReturnItemCollectionMetrics": ("SIZE", "NONE"),
    "ReturnValuesOnConditionCheckFailure": ("ALL_OLD", "NONE"),
}


class Constraints:
    """Collects what a request breaks."""

    def __init__(self) -> None:
        self._broken: list[str] = []

    def refuse(self, value: Any, place: str, rule: str) -> None:
        """Note that `value` at `place` breaks `rule`."""
        shown = "null" if value is None else f"'{_shown(value)}'"
        self._broken.append(f"Value {shown} at '{place}' failed to satisfy constraint: {rule}")

    def refuse_unshown(self, place: str, rule: str) -> None:
        """Note that what is at `place` breaks `rule`, as the service does where it does not repeat it."""
        self._broken.append(f"Value at '{place}' failed to satisfy constraint: {rule}")

    def refuse_unplaced(self, rule: str) -> None:
        """Note that something breaks `rule`, as the service does where it does not say what."""
        self._broken.append(f"Failed to satisfy constraint: {rule}")

    def require(self, value: Any, place: str) -> bool:
        """Require that a member is there; tell whether it is."""
        if value is None:
            self.refuse(value, place, "Member must not be null")
        return value is not None

    def one_of(self, value: Any, place: str, choices: Sequence[str]) -> None:
        """Require that a member, where it is there, is one of `choices`."""
        if value is not None and value not in choices:
            self.refuse(value, place, f"Member must satisfy enum value set: [{', '.join(choices)}]")

    def length(self, value: Sized, place: str, least: int, most: int | None = None) -> None:
        """Require a length between `least` and `most`."""
        if len(value) < least:
            self.refuse(value, place, f"Member must have length greater than or equal to {least}")
        if most is not None and len(value) > most:
            self.refuse(value, place, f"Member must have length less than or equal to {most}")

    def length_unshown(self, value: Sized, place: str, least: int, most: int) -> None:
        """Require a length between `least` and `most`, where the service does not repeat what came."""
        if len(value) < least:
            self.refuse_unshown(place, f"Member must have length greater than or equal to {least}")
        if len(value) > most:
            self.refuse_unshown(place, f"Member must have length less than or equal to {most}")

    def between(self, value: int, place: str, least: int, most: int | None = None) -> None:
        """Require a number between `least` and `most`."""
        if value < least:
            self.refuse(value, place, f"Member must have value greater than or equal to {least}")
        if most is not None and value > most:
            self.refuse(value, place, f"Member must have value less than or equal to {most}")

    def name(self, value: str, place: str, least: int = 1) -> None:
        """Require a name of a table or an index."""
        if value and not re.fullmatch(NAME_PATTERN, value):
            self.refuse(value, place, f"Member must satisfy regular expression pattern: {NAME_PATTERN}")
        self.length(value, place, least, MAX_TABLE_NAME)

    def table(self, value: str, place: str, least: int = 1) -> None:
        """Require a name of a table, or its ARN."""
        if not (value.startswith("arn:") and arns.table_of(value)):
            self.name(value, place, least)

    def check(self) -> None:
        """Raise what was noted.

        Raises:
            ValidationException: Something was.
        """
        if self._broken:
            count = len(self._broken)
            plural = "s" if count > 1 else ""
            raise ValidationException(f"{count} validation error{plural} detected: {'; '.join(self._broken)}")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, Mapping) and value.keys() >= {"AttributeName", "KeyType"}:
        return f"KeySchemaElement(attributeName={value['AttributeName']}, keyType={value['KeyType']})"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}={_shown(child)}' for name, child in value.items())}}}"
    return str(value)


def text_of(request: Mapping[str, Any], name: str) -> str | None:
    """Give a member that is a string, or `None` where it is not there.

    Raises:
        SerializationException: It is something else.
    """
    return _typed(request, name, str, "String")


def flag_of(request: Mapping[str, Any], name: str) -> bool:
    """Give a member that is a boolean; false where it is not there.

    Raises:
        SerializationException: It is something else.
    """
    return bool(_typed(request, name, bool, "Boolean"))


def integer_of(request: Mapping[str, Any], name: str) -> int | None:
    """Give a member that is an integer, or `None` where it is not there.

    Raises:
        SerializationException: It is something else.
    """
    value = request.get(name)
    if isinstance(value, bool):
        raise SerializationException(f"{name}: a boolean cannot be converted to Integer")
    return _typed(request, name, int, "Integer")


def seconds_of(request: Mapping[str, Any], name: str) -> float | None:
    """Give a member that is a number of seconds since 1970, or `None` where it is not there.

    Raises:
        SerializationException: It is something else.
    """
    value = request.get(name)
    if value is None:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        with suppress(OverflowError):
            return float(value)
    raise SerializationException(f"{name}: {type(value).__name__} cannot be converted to a number")


def map_of(request: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """Give a member that is a map, or `None` where it is not there.

    Raises:
        SerializationException: It is something else.
    """
    return _typed(request, name, dict, "Map")


def list_of(request: Mapping[str, Any], name: str) -> list[Any] | None:
    """Give a member that is a list, or `None` where it is not there.

    Raises:
        SerializationException: It is something else.
    """
    return _typed(request, name, list, "List")


def _typed(request: Mapping[str, Any], name: str, kind: type[T], word: str) -> T | None:
    value = request.get(name)
    if value is None or isinstance(value, kind):
        return value
    raise SerializationException(f"{name}: {type(value).__name__} cannot be converted to {word}")


def note_item(
    constraints: Constraints, request: Mapping[str, Any], content: str, place: str = ""
) -> dict[str, Any]:
    """Note what the TableName and the `Item` or `Key` of a request break, and give the latter.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    table = text_of(request, "TableName")
    if table is None:
        constraints.require(table, f"{place}tableName")
    else:
        constraints.table(table, f"{place}tableName")
    item = map_of(request, content)
    constraints.require(item, place + content.lower())
    return item or {}


def note_choices(
    constraints: Constraints, request: Mapping[str, Any], names: Sequence[str], place: str = ""
) -> None:
    """Note which of the members `names`, each of which has a few choices, has none of them.

    Raises:
        SerializationException: One is no string.
    """
    for name in names:
        if name in request:
            where = f"{place}{name[0].lower()}{name[1:]}"
            constraints.one_of(text_of(request, name), where, RETURN_CHOICES[name])


def require_struct(value: Any) -> None:
    """Require that a value is a structure of members.

    Raises:
        SerializationException: It is not.
    """
    if not isinstance(value, dict):
        raise SerializationException("Unexpected value type in payload")


def require_text(value: Any) -> None:
    """Require that an element of a list is a string.

    Raises:
        SerializationException: It is not.
    """
    if not isinstance(value, str):
        raise SerializationException(f"{type(value).__name__} cannot be converted to String")


def is_table_name(value: str) -> bool:
    """Tell whether a table could have that name or ARN."""
    name = arns.table_of(value) or value
    return MIN_TABLE_NAME <= len(name) <= MAX_TABLE_NAME and bool(re.fullmatch(NAME_PATTERN, name))


def check_table_name(request: Mapping[str, Any]) -> str:
    """Give the TableName of a request about a table.

    Raises:
        ValidationException: It is missing or no name of a table.
    """
    constraints = Constraints()
    note_table_name(constraints, request)
    constraints.check()
    return str(request["TableName"])


def note_table_name(constraints: Constraints, request: Mapping[str, Any]) -> None:
    """Note what the TableName of a request breaks.

    Raises:
        SerializationException: It is no string.
    """
    name = text_of(request, "TableName")
    if name is None:
        constraints.require(name, "tableName")
    else:
        constraints.table(name, "tableName")


def refuse_parameters(request: Mapping[str, Any], names: Sequence[str]) -> None:
    """Refuse parameters that this engine does not act on, rather than ignore them.

    Raises:
        ValidationException: One of `names` is in the request.
    """
    for name in names:
        if request.get(name) is not None:
            raise ValidationException(f"The parameter {name} is not supported by this engine")
