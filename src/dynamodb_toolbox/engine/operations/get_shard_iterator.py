"""GetShardIterator: say where in a shard to start reading.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.shard_iterators import ShardIterator
from dynamodb_toolbox.engine.storage import streams
from dynamodb_toolbox.engine.storage.streams import StreamRow
from dynamodb_toolbox.engine.stream_names import find_stream, note_shard, note_stream, number_of, shard_id
from dynamodb_toolbox.engine.validation import Constraints, seconds_of, text_of
from dynamodb_toolbox.errors import (
    ResourceNotFoundException,
    TrimmedDataAccessException,
    ValidationException,
)
from dynamodb_toolbox.limits import STREAM_SECONDS
from dynamodb_toolbox.protocol.calls import Reply

_TYPES: Final = (
    "TRIM_HORIZON",
    "LATEST",
    "AT_SEQUENCE_NUMBER",
    "AFTER_SEQUENCE_NUMBER",
    "AT_TIMESTAMP",
)
_NEEDS: Final = {
    "AT_SEQUENCE_NUMBER": "SequenceNumber",
    "AFTER_SEQUENCE_NUMBER": "SequenceNumber",
    "AT_TIMESTAMP": "Timestamp",
}


def get_shard_iterator(context: Context, request: dict[str, Any]) -> Reply:
    """Give an iterator for GetRecords.

    Raises:
        ValidationException: The request is not right.
        ResourceNotFoundException: There is no such stream or shard.
        TrimmedDataAccessException: The records to start with are gone.
    """
    kind = _check_request(request)
    now = context.clock()
    with context.database.reading() as connection:
        stream = find_stream(connection, request["StreamArn"], now)
        if request["ShardId"] != shard_id(stream):
            raise ResourceNotFoundException(
                f"Requested resource not found: Shard: {request['ShardId']} in Stream: "
                f"{request['StreamArn']} not found"
            )
        start = _start(connection, stream, request, now)
    arn = arns.stream_arn(stream.table_name, stream.label)
    iterator = ShardIterator(arn, start, kind in {"TRIM_HORIZON", "AT_TIMESTAMP"}, now)
    return {"ShardIterator": iterator.text()}


def _check_request(request: dict[str, Any]) -> str:
    constraints = Constraints()
    constraints.require(note_stream(constraints, request, "StreamArn"), "streamArn")
    constraints.require(note_shard(constraints, request, "ShardId"), "shardId")
    kind = text_of(request, "ShardIteratorType")
    if constraints.require(kind, "shardIteratorType"):
        constraints.one_of(kind, "shardIteratorType", _TYPES)
    text_of(request, "SequenceNumber")
    seconds_of(request, "Timestamp")
    constraints.check()
    for name in ("SequenceNumber", "Timestamp"):
        is_needed = _NEEDS.get(kind or "") == name
        if is_needed and request.get(name) is None:
            raise ValidationException(f"{name} is required for the shard iterator type {kind}")
        if not is_needed and request.get(name) is not None:
            raise ValidationException(f"{name} cannot be used with the shard iterator type {kind}")
    return kind or ""


def _start(connection: sqlite3.Connection, stream: StreamRow, request: dict[str, Any], now: float) -> int:
    """Give the number of the first record to read."""
    match request["ShardIteratorType"]:
        case "TRIM_HORIZON":
            return 1
        case "LATEST":
            return streams.last_number(connection, stream.id) + 1
        case "AT_TIMESTAMP":
            if request["Timestamp"] > now:
                raise ValidationException("Timestamp is in the future")
            return streams.number_at(connection, stream.id, float(request["Timestamp"]))
        case kind:
            number = number_of(request["SequenceNumber"])
            return _known(connection, stream, number + (kind == "AFTER_SEQUENCE_NUMBER"), now)


def _known(connection: sqlite3.Connection, stream: StreamRow, start: int, now: float) -> int:
    """Check that no record from a number on is gone, and that the number is one of the stream."""
    if not 1 <= start <= streams.last_number(connection, stream.id) + 1:
        raise ValidationException("Invalid SequenceNumber: it is not of this shard")
    if streams.is_trimmed(connection, stream.id, start, now - STREAM_SECONDS):
        raise TrimmedDataAccessException("The operation attempted to read past the oldest stream record")
    return start
