"""Query: read the items of one partition in the order of their sort key.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine import reading_requests as requests
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.key_conditions import KeyTests, key_tests
from dynamodb_toolbox.engine.key_schemas import KeyRange, key_of_source, key_range
from dynamodb_toolbox.engine.keys import KeyAttribute
from dynamodb_toolbox.engine.legacy_conditions import check_conditional_operator, key_conditions_of
from dynamodb_toolbox.engine.legacy_shapes import (
    JOINS_RULE,
    check_attributes_to_get,
    is_join,
    note_legacy_of_read,
)
from dynamodb_toolbox.engine.paging import read_page, reply_of
from dynamodb_toolbox.engine.reading_requests import Wanted
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.request_faults import ENVELOPE
from dynamodb_toolbox.engine.start_keys import StartKey, check_within, start_key_of
from dynamodb_toolbox.engine.storage import reading
from dynamodb_toolbox.engine.storage.reading import Position, Source
from dynamodb_toolbox.engine.validation import flag_of, is_table_name
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

_EXPRESSIONS: Final = ("ProjectionExpression", "FilterExpression", "KeyConditionExpression")
_LEGACY: Final = ("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions")
_PLAIN: Final = frozenset(
    {
        "TableName",
        "KeyConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ScanIndexForward",
    }
)


def query(context: Context, request: dict[str, Any]) -> Reply:
    """Read a page of the items whose keys a key condition selects.

    Raises:
        ValidationException: The request or one of its expressions is not right.
        ResourceNotFoundException: There is no such table.
    """
    _check_request(request)
    forward = request.get("ScanIndexForward") is not False
    start = start_key_of(request)
    bindings = bindings_of(request)
    tests, wanted = _expressions_of(request, bindings)
    with context.database.reading() as connection:
        source = requests.find_source(context, connection, request)
        selected, after = _bounds(source, tests, start)
        _check_expressions(source, wanted)
        source = requests.with_fetches(source, wanted)
        rows = reading.query(connection, source, *selected, after, forward=forward)
        page = read_page(rows, request.get("Limit"))
    return reply_of(request, source, wanted, page)


def _check_request(request: dict[str, Any]) -> None:
    """Check what can be checked of a request without its expressions."""
    if _PLAIN.issuperset(request) and _is_plain(request):
        return
    if not is_join(request):
        raise ValidationException(f"Failed to satisfy constraint: {JOINS_RULE}")
    constraints = requests.check_shape(request)
    note_legacy_of_read(constraints, request, ("QueryFilter", "KeyConditions"))
    flag_of(request, "ScanIndexForward")
    flag_of(request, "ConsistentRead")
    constraints.check()
    limit = request.get("Limit")
    if limit is not None and limit < 1:
        raise ValidationException(
            f"{ENVELOPE}Value at 'Limit' failed to satisfy constraint: "
            "Member must have value greater than or equal to 1"
        )
    is_key_exempt = request.get("KeyConditionExpression") is None  # KeyConditions go with a filter expression
    check_parameters(request, _EXPRESSIONS, _LEGACY[:-1] if is_key_exempt else _LEGACY)
    check_conditional_operator(request, "QueryFilter")
    check_attributes_to_get(request)
    requests.check_select(request, prefix=ENVELOPE)


def _is_plain(request: dict[str, Any]) -> bool:
    """Tell whether a request of only such members passes all these checks, as most do."""
    table, condition = request.get("TableName"), request.get("KeyConditionExpression")
    order = request.get("ScanIndexForward", True)
    return type(table) is str and is_table_name(table) and type(condition) is str and type(order) is bool


def _expressions_of(request: dict[str, Any], bindings: Bindings) -> tuple[KeyTests, Wanted]:
    text: str | None = request.get("KeyConditionExpression")
    if text is None and request.get("KeyConditions") is None:
        raise ValidationException(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
        )
    condition = None if text is None else bindings.condition(text, "KeyConditionExpression")
    wanted = requests.wanted_of(request, bindings, "QueryFilter")
    bindings.check_all_used()
    return key_conditions_of(request) if condition is None else key_tests(condition), wanted


def _bounds(source: Source, tests: KeyTests, start: WireItem | None) -> tuple[KeyRange, Position | None]:
    """Give what the key condition selects, and where in it to start."""
    key = key_of_source(source)
    if start is None:
        return key_range(key, tests, _no_check), None
    start_key = StartKey(source, start)
    start_key.check_count()
    selected = key_range(key, tests, start_key.check_attribute)
    position = start_key.position()
    check_within(position, selected, narrowed=any(attribute.name in tests for attribute in key.sort))
    return selected, position


def _no_check(attribute: KeyAttribute) -> None:
    """There is no start key whose attributes could be checked."""


def _check_expressions(source: Source, wanted: Wanted) -> None:
    """Check the filter and the projection against the table or index."""
    requests.check_paths(source.table, wanted.paths)
    key = key_of_source(source)
    for attribute in key.partition + key.sort:
        if attribute.name in wanted.filter_names:
            raise ValidationException(
                f"{wanted.filter_parameter} can only contain non-primary key attributes: "
                f"Primary key attribute: {attribute.name}"
            )
    requests.check_all_attributes(source, wanted)
    requests.check_paths(source.table, wanted.filter_paths)
    requests.check_filter_projected(source, wanted)
