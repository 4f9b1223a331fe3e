"""ExclusiveStartKey and LastEvaluatedKey: a row of a table or an index, named by its key attributes.

In an index, these are the attributes of its key and of the table's.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.composite_keys import key_of
from dynamodb_toolbox.engine.key_schemas import KeyRange, key_of_source
from dynamodb_toolbox.engine.keys import KeyAttribute, place_of_key
from dynamodb_toolbox.engine.storage.reading import Position, Segment, Source
from dynamodb_toolbox.engine.validation import map_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.values import WireItem

_BAD: Final = "The provided starting key is invalid"
_BARE: Final = (
    "contains duplicates",
    "number set",
    "numeric value",
    "significant digits",
    "number with magnitude",
)
"""Faults of values that the service reports as they are, not as faults of the starting key."""


def start_key_of(request: dict[str, Any]) -> WireItem | None:
    """Read the ExclusiveStartKey of a request, if it has one.

    Raises:
        ValidationException: A value breaks a rule of its type.
    """
    given = map_of(request, "ExclusiveStartKey")
    if given is None:
        return None
    try:
        return canonical_item(given)
    except ValidationException as error:
        if any(part in error.message for part in _BARE):
            raise
        raise ValidationException(f"{_BAD}: {error.message}") from None


def last_key(source: Source, item: WireItem) -> WireItem:
    """Give the key of the row that was read last, to go on after it."""
    return {name: item[name] for name in key_names(source)}


class StartKey:
    """An ExclusiveStartKey, checked step by step against what is read."""

    def __init__(self, source: Source, key: WireItem) -> None:
        self._source = source
        self._key = key

    def check_count(self) -> None:
        """Check that it has as many attributes as the key of a row.

        Raises:
            ValidationException: It has not.
        """
        if len(self._key) != len(key_names(self._source)):
            raise ValidationException(_BAD)

    def check_attribute(self, attribute: KeyAttribute) -> None:
        """Check one attribute of the key by which rows are ordered.

        Raises:
            ValidationException: It is missing or of another type.
        """
        value = self._key.get(attribute.name)
        if value is None:
            raise ValidationException(_BAD)
        if attribute.type not in value:
            raise ValidationException("The provided key element does not match the schema")

    def position(self) -> Position:
        """Give the position of the row.

        Raises:
            ValidationException: It does not have the key of the table.
        """
        source, key = self._source, self._key
        names = source.table.key.names
        table_key = {name: key[name] for name in names if name in key} if source.index else key
        try:
            place = place_of_key(source.table.key, table_key)
        except ValidationException as error:
            raise ValidationException(f"{_BAD}: {error.message}") from None
        if source.index is None:
            return place
        partition, sort = (key_of(attributes, key) for attributes in key_of_source(source))
        return (partition or b"", sort or b"", *place)


def check_segment(position: Position, segment: Segment) -> None:
    """Check that a parallel scan may go on at a position.

    Raises:
        ValidationException: It is of another segment.
    """
    if not segment.contains(position[0]):
        raise ValidationException(
            f"{_BAD}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
            f"TotalSegments: {segment.total} Segment: {segment.number}"
        )


def check_within(position: Position, selected: KeyRange, *, narrowed: bool) -> None:
    """Check that a query may start at a position; `narrowed` where it has a condition on the sort key.

    Raises:
        ValidationException: The position is not among what the query selects.
    """
    same_partition = position[0] == selected.partition
    if narrowed and not selected.span.contains(position[1]):
        raise ValidationException("The provided starting key does not match the range key predicate")
    if not same_partition:
        raise ValidationException(
            "The query can return at most one row and cannot be restarted"
            if narrowed
            else "The provided starting key is outside query boundaries based on provided conditions"
        )


def key_names(source: Source) -> tuple[str, ...]:
    """Give the attributes that name a row."""
    key = key_of_source(source)
    names = [attribute.name for attribute in key.partition + key.sort]
    return tuple(dict.fromkeys([*source.table.key.names, *names]))
