"""How streams, their one shard and their records are named in requests and replies.

A stream has one shard, from its beginning to its end, so that its records are in the order of the writes.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.storage import streams
from dynamodb_toolbox.engine.storage.streams import StreamRow
from dynamodb_toolbox.engine.validation import Constraints, integer_of, text_of
from dynamodb_toolbox.errors import ResourceNotFoundException, ValidationException
from dynamodb_toolbox.limits import STREAM_SECONDS

_SEQUENCE_BASE: Final = 10**20  # AWS's sequence numbers have 21 digits or more
_LEAST_ARN: Final = 37
_MOST_ARN: Final = 1024
_LEAST_SHARD: Final = 28
_MOST_SHARD: Final = 65


def sequence_number(number: int) -> str:
    """Write the number of a record as AWS writes sequence numbers."""
    return str(_SEQUENCE_BASE + number)


def number_of(sequence: str) -> int:
    """Read a sequence number.

    Raises:
        ValidationException: It is none.
    """
    if not (sequence.isascii() and sequence.isdigit()) or int(sequence) < _SEQUENCE_BASE:
        raise ValidationException(f"Invalid SequenceNumber: {sequence}")
    return int(sequence) - _SEQUENCE_BASE


def shard_id(stream: StreamRow) -> str:
    """Give the name of the shard of a stream."""
    return f"shardId-{int(stream.begun * 1000):020d}-{stream.id:08x}"


def note_stream(constraints: Constraints, request: dict[str, Any], member: str) -> str | None:
    """Note what the ARN of a stream breaks, and give it.

    Raises:
        SerializationException: It is no string.
    """
    arn = text_of(request, member)
    if arn is not None:
        constraints.length(arn, f"{member[0].lower()}{member[1:]}", _LEAST_ARN, _MOST_ARN)
    return arn


def note_shard(constraints: Constraints, request: dict[str, Any], member: str) -> str | None:
    """Note what the name of a shard breaks, and give it.

    Raises:
        SerializationException: It is no string.
    """
    shard = text_of(request, member)
    if shard is not None:
        constraints.length(shard, f"{member[0].lower()}{member[1:]}", _LEAST_SHARD, _MOST_SHARD)
    return shard


def note_limit(constraints: Constraints, request: dict[str, Any], most: int) -> int:
    """Note what a Limit breaks, and give it; `most` where there is none."""
    limit = integer_of(request, "Limit")
    if limit is None:
        return most
    constraints.between(limit, "limit", 1, most)
    return limit


def find_stream(connection: sqlite3.Connection, arn: str, now: float) -> StreamRow:
    """Give a stream that can be read: one that goes on, or ended less than 24 hours ago.

    Raises:
        ResourceNotFoundException: There is none of that name.
    """
    name = arns.stream_of(arn)
    stream = None if name is None else streams.find(connection, *name)
    if stream is None or (stream.ended is not None and stream.ended <= now - STREAM_SECONDS):
        raise ResourceNotFoundException(f"Requested resource not found: Stream: {arn} not found")
    return stream
