"""Scan: read all items of a table or an index, or one segment of them.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine import reading_requests as requests
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.key_schemas import key_of_source
from dynamodb_toolbox.engine.legacy_conditions import check_conditional_operator
from dynamodb_toolbox.engine.legacy_shapes import check_attributes_to_get, note_legacy_of_read
from dynamodb_toolbox.engine.paging import read_page, reply_of
from dynamodb_toolbox.engine.reading_requests import Wanted
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.request_faults import in_older_words
from dynamodb_toolbox.engine.start_keys import StartKey, check_segment, start_key_of
from dynamodb_toolbox.engine.storage import reading
from dynamodb_toolbox.engine.storage.reading import Position, Segment, Source
from dynamodb_toolbox.engine.validation import flag_of, integer_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_SEGMENTS
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

_EXPRESSIONS: Final = ("ProjectionExpression", "FilterExpression")
_LEGACY: Final = ("AttributesToGet", "ScanFilter", "ConditionalOperator")


def scan(context: Context, request: dict[str, Any]) -> Reply:
    """Read a page of all items, in the order of their keys.

    Raises:
        ValidationException: The request or one of its expressions is not right.
        ResourceNotFoundException: There is no such table.
    """
    _check_request(request)
    start, segment, wanted = in_older_words(_asked, request)
    with context.database.reading() as connection:
        source = requests.find_source(context, connection, request)
        after = _position(source, wanted, start, segment)
        requests.check_paths(source.table, wanted.paths)
        requests.check_paths(source.table, wanted.filter_paths)
        source = requests.with_fetches(source, wanted)
        page = read_page(reading.scan(connection, source, after, segment), request.get("Limit"))
    return reply_of(request, source, wanted, page)


def _asked(request: dict[str, Any]) -> tuple[WireItem | None, Segment | None, Wanted]:
    """Read where to start, which part to read, and what to give of it."""
    start = start_key_of(request)
    segment = _segment_of(request)
    bindings = bindings_of(request)
    wanted = requests.wanted_of(request, bindings, "ScanFilter")
    bindings.check_all_used()
    return start, segment, wanted


def _check_request(request: dict[str, Any]) -> None:
    """Check what can be checked of a request without its expressions."""
    constraints = requests.check_shape(request)
    note_legacy_of_read(constraints, request, ("ScanFilter",))
    flag_of(request, "ConsistentRead")
    for name, place, least, most in (
        ("TotalSegments", "totalSegments", 1, MAX_SEGMENTS),
        ("Segment", "segment", 0, MAX_SEGMENTS - 1),
        ("Limit", "limit", 1, None),
    ):
        value = integer_of(request, name)
        if value is not None:
            constraints.between(value, place, least, most)
    constraints.check()
    check_parameters(request, _EXPRESSIONS, _LEGACY)
    check_conditional_operator(request, "ScanFilter")
    check_attributes_to_get(request)
    requests.check_select(request)


def _segment_of(request: dict[str, Any]) -> Segment | None:
    """Give the segment that a request asks for, if it scans in parallel.

    Raises:
        ValidationException: Only one of its two parameters is there, or there is no such segment.
    """
    number, total = request.get("Segment"), request.get("TotalSegments")
    if number is None and total is None:
        return None
    if total is None:
        raise ValidationException(
            "The TotalSegments parameter is required but was not present in the request "
            "when Segment parameter is present"
        )
    if number is None:
        raise ValidationException(
            "The Segment parameter is required but was not present in the request "
            "when parameter TotalSegments is present"
        )
    if number >= total:
        raise ValidationException(
            "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
            f"Segment: {number} is not less than TotalSegments: {total}"
        )
    return Segment(number, total)


def _position(
    source: Source, wanted: Wanted, start: WireItem | None, segment: Segment | None
) -> Position | None:
    """Give where to start."""
    start_key = None if start is None else StartKey(source, start)
    if start_key is not None and source.index is not None:
        start_key.check_count()
        key = key_of_source(source)
        for attribute in key.partition + key.sort:
            start_key.check_attribute(attribute)
    requests.check_all_attributes(source, wanted)
    if start_key is None:
        return None
    position = start_key.position()
    if segment is not None:
        check_segment(position, segment)
    return position
