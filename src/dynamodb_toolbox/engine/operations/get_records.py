"""GetRecords: read the records of a shard, from an iterator on.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.shard_iterators import ShardIterator, iterator_of
from dynamodb_toolbox.engine.storage import streams
from dynamodb_toolbox.engine.storage.streams import Record, StreamRow
from dynamodb_toolbox.engine.stream_names import find_stream, note_limit, sequence_number
from dynamodb_toolbox.engine.validation import Constraints, text_of
from dynamodb_toolbox.errors import TrimmedDataAccessException
from dynamodb_toolbox.limits import MAX_PAGE_BYTES, MAX_STREAM_RECORDS, STREAM_SECONDS
from dynamodb_toolbox.protocol.calls import Reply

_THE_SERVICE: Final = {"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"}


def get_records(context: Context, request: dict[str, Any]) -> Reply:
    """Give up to 1000 records or 1 MB of them; at the end of a shard that is closed, no next iterator.

    Raises:
        ValidationException: The iterator or the limit is not right.
        ExpiredIteratorException: The iterator is older than 15 minutes.
        TrimmedDataAccessException: Records that the iterator leads to are gone.
        ResourceNotFoundException: The stream ended more than 24 hours ago.
    """
    constraints = Constraints()
    text = text_of(request, "ShardIterator")
    constraints.require(text, "shardIterator")
    limit = note_limit(constraints, request, MAX_STREAM_RECORDS)
    constraints.check()
    now = context.clock()
    iterator = iterator_of(text or "", now)
    since = now - STREAM_SECONDS
    with context.database.reading() as connection:
        stream = find_stream(connection, iterator.stream, now)
        if not iterator.from_horizon and streams.is_trimmed(connection, stream.id, iterator.start, since):
            raise TrimmedDataAccessException("The iterator leads to records that are older than 24 hours")
        found = _within_a_page(streams.records(connection, stream.id, iterator.start, since, limit))
        last = streams.last_number(connection, stream.id)
    start = found[-1].number + 1 if found else iterator.start
    reply: Reply = {"Records": [_shown(stream, record) for record in found]}
    if stream.ended is None or (found and start <= last):
        from_horizon = iterator.from_horizon and not found
        reply["NextShardIterator"] = ShardIterator(iterator.stream, start, from_horizon, now).text()
    return reply


def _within_a_page(records: list[Record]) -> list[Record]:
    """Give the records until they have 1 MB, that which goes beyond it included."""
    size = 0
    for count, record in enumerate(records, 1):
        size += record.size
        if size >= MAX_PAGE_BYTES:
            return records[:count]
    return records


def _shown(stream: StreamRow, record: Record) -> dict[str, Any]:
    sequence = sequence_number(record.number)
    name = f"{stream.table_name} {stream.label} {sequence}"
    change: dict[str, Any] = {
        "ApproximateCreationDateTime": int(record.at),
        "Keys": msgspec.json.decode(record.keys),
        "SequenceNumber": sequence,
        "SizeBytes": record.size,
        "StreamViewType": stream.view,
    }
    for member, image in (("NewImage", record.new), ("OldImage", record.old)):
        if image is not None:
            change[member] = msgspec.json.decode(image)
    shown: dict[str, Any] = {
        "eventID": blake2b(name.encode(), digest_size=16).hexdigest(),
        "eventName": record.event,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": arns.REGION,
        "dynamodb": change,
    }
    return shown | {"userIdentity": dict(_THE_SERVICE)} if record.by_service else shown
