"""The options of queries and scans (spec/actions.md §0.4, §3.1.2, §3.2)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypedDict

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.cursor_scope import Secret
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.records import replace
from dynamodb_toolbox.schema.conditions import Condition, TypedCondition
from dynamodb_toolbox.table import Index, Table


class ReadOptions(TypedDict, total=False):
    """The options that queries and scans share.

    `consistent`: read what was written last; `limit`: at most so many items read a page; `max_pages`: at
    most so many pages (1; `math.inf` for all); `exclusive_start_key`: go on after that key; `cursor`: go on
    where a response's `cursor()` says, `cursor_secret`: what it is signed with; `select`: AWS's
    `Select`; `attributes`: only these paths; `filters`: a condition for each entity, by name; `filter`: one
    for all, where there are no entities; `entity_attr_filter`: whether items of other entities are left out
    by the service; `show_entity_attr`: whether items bear their entity's name; `no_entity_match_behavior`:
    `THROW` or `DISCARD` an item of no entity; `capacity`: report it; `table_name`: another table of the same
    shape.
    """

    capacity: str
    consistent: bool
    exclusive_start_key: Mapping[str, Any] | None
    cursor: str | None
    cursor_secret: Secret | None
    limit: int
    max_pages: float
    select: str
    filter: Condition
    filters: Mapping[str, Condition | TypedCondition]
    attributes: Sequence[o.Wanted[Any]]
    table_name: str
    entity_attr_filter: bool
    show_entity_attr: bool
    no_entity_match_behavior: Literal["THROW", "DISCARD"]


class QueryOptions(ReadOptions, total=False):
    """The options of a query: `reverse`: last first; `tag_entities`: items bear `$entity`."""

    reverse: bool
    tag_entities: bool


class ScanOptions(ReadOptions, total=False):
    """The options of a scan: `index`: of that index; `segment` of `total_segments`: one part of it."""

    index: str
    segment: int
    total_segments: int


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _flag(name: str, code: str) -> o.Option:
    return o.Option(name, code, "a boolean", _is_flag)


LIMIT: Final = o.Option("limit", "options.invalidLimitOption", "a whole number from 1 up", _is_count, "Limit")
MAX_PAGES: Final = o.Option(
    "max_pages",
    "options.invalidMaxPagesOption",
    "a whole number from 1 up, or math.inf",
    lambda value: _is_count(value) or value == math.inf,
)
_SELECTIONS: Final = ("ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES")
SELECT: Final = o.Option(
    "select", "options.invalidSelectOption", "a selection", lambda value: value in _SELECTIONS, "Select"
)
START_KEY: Final = o.Option(
    "exclusive_start_key",
    "options.invalidExclusiveStartKeyOption",
    "a key, as `last_evaluated_key` gives it",
    lambda value: isinstance(value, Mapping),
    "ExclusiveStartKey",
)
CURSOR: Final = o.Option(
    "cursor",
    "options.invalidCursorOption",
    "the text that a response's `cursor()` gives",
    lambda value: isinstance(value, str),
)
CURSOR_SECRET: Final = o.Option(
    "cursor_secret",
    "options.invalidCursorSecretOption",
    "text or bytes, not empty, or a list of such",
    lambda value: bool(value) and isinstance(value, (str, bytes, Sequence)),
)
FILTER: Final = o.Option("filter", "actions.invalidCondition", "a condition", lambda _: True)
FILTERS: Final = o.Option(
    "filters",
    "actions.invalidCondition",
    "a condition for each entity, by its name",
    lambda value: isinstance(value, Mapping),
)
ENTITY_FILTER: Final = _flag("entity_attr_filter", "options.invalidEntityAttrFilterOption")
SHOW_ENTITY: Final = _flag("show_entity_attr", "options.invalidShowEntityAttrOption")
NO_MATCH: Final = o.Option(
    "no_entity_match_behavior",
    "options.invalidNoEntityMatchBehaviorOption",
    "one of: THROW, DISCARD",
    lambda value: value in ("THROW", "DISCARD"),  # what is not hashable is refused, too
)
REVERSE: Final = _flag("reverse", "queryCommand.invalidReverseOption")
TAG: Final = _flag("tag_entities", "queryCommand.invalidTagEntitiesOption")
INDEX: Final = o.Option(
    "index",
    "options.invalidIndexOption",
    "the name of an index",
    lambda value: isinstance(value, str),
    "IndexName",
)
SEGMENT: Final = o.Option("segment", "scanCommand.invalidSegmentOption", "a segment", lambda _: True)
SEGMENTS: Final = o.Option("total_segments", "scanCommand.invalidSegmentOption", "segments", lambda _: True)

SHARED: Final = (
    o.CAPACITY,
    o.CONSISTENT,
    START_KEY,
    CURSOR,
    CURSOR_SECRET,
    LIMIT,
    MAX_PAGES,
    SELECT,
    FILTER,
    FILTERS,
    o.ATTRIBUTES,
    o.TABLE_NAME,
    ENTITY_FILTER,
    SHOW_ENTITY,
    NO_MATCH,
)


def index_of(table: Table, name: Any) -> Index | None:
    """Give an index of the table; none for no name.

    Raises:
        DynamoDBToolboxError: `options.invalidIndexOption` where the table has none of that name.
    """
    if name is None:
        return None
    if not isinstance(name, str) or name not in table.indexes:
        raise DynamoDBToolboxError(
            "options.invalidIndexOption",
            f"Invalid index: the table has no index {name!r}; it has: {', '.join(table.indexes) or 'none'}.",
            payload={"index": name},
        )
    return table.indexes[name]


def shared(table: Table, index: Any, options: Mapping[str, Any]) -> Iterator[o.Option]:
    """Give the shared options, as they are on that index and beside each other."""
    chosen = table.indexes.get(index) if isinstance(index, str) else None
    for option in SHARED:
        if option is o.CONSISTENT and chosen is not None and chosen["type"] == "global":
            yield replace(
                option, expected="False on a global index, which is never consistent", accepts=_is_no
            )
        elif option is SELECT:
            yield _select(chosen, options)
        elif option is CURSOR and options.get("exclusive_start_key") is not None:
            yield replace(option, expected="none beside exclusive_start_key", accepts=lambda _: False)
        else:
            yield option


def _is_no(value: Any) -> bool:
    return value is False


def _select(index: Index | None, options: Mapping[str, Any]) -> o.Option:
    """What may be selected hangs on whether it is of an index, and whether attributes are named."""
    if options.get("attributes") is not None:
        values = ["SPECIFIC_ATTRIBUTES"]
    elif index is None:
        values = [name for name in _SELECTIONS if name != "ALL_PROJECTED_ATTRIBUTES"]
    else:
        values = list(_SELECTIONS)
    expected = f"one of: {', '.join(values)} (here)"
    return replace(SELECT, expected=expected, accepts=lambda value: value in values)
