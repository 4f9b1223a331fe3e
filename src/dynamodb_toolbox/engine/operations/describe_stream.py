"""DescribeStream: what a stream is, and its shards, of which there is one.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import streams
from dynamodb_toolbox.engine.storage.streams import StreamRow
from dynamodb_toolbox.engine.stream_names import (
    find_stream,
    note_limit,
    note_shard,
    note_stream,
    sequence_number,
    shard_id,
)
from dynamodb_toolbox.engine.validation import Constraints, map_of, text_of
from dynamodb_toolbox.limits import MAX_SHARDS_LISTED
from dynamodb_toolbox.protocol.calls import Reply


def describe_stream(context: Context, request: dict[str, Any]) -> Reply:
    """Describe a stream; its shard is closed where the stream has ended.

    Raises:
        ValidationException: A parameter breaks a constraint.
        ResourceNotFoundException: There is no such stream.
    """
    arn = _check_request(request)
    with context.database.reading() as connection:
        stream = find_stream(connection, arn, context.clock())
        last = streams.last_number(connection, stream.id)
    return {
        "StreamDescription": {
            "StreamArn": arns.stream_arn(stream.table_name, stream.label),
            "StreamLabel": stream.label,
            "StreamStatus": "ENABLED" if stream.ended is None else "DISABLED",
            "StreamViewType": stream.view,
            "CreationRequestDateTime": stream.begun,
            "TableName": stream.table_name,
            "KeySchema": stream.key_schema,
            "Shards": [] if _asks_for_later_shards(request) else [_shard(stream, last)],
        }
    }


def _check_request(request: dict[str, Any]) -> str:
    constraints = Constraints()
    arn = note_stream(constraints, request, "StreamArn")
    constraints.require(arn, "streamArn")
    note_limit(constraints, request, MAX_SHARDS_LISTED)
    note_shard(constraints, request, "ExclusiveStartShardId")
    shard_filter = map_of(request, "ShardFilter") or {}
    constraints.one_of(text_of(shard_filter, "Type"), "shardFilter.type", ("CHILD_SHARDS",))
    note_shard(constraints, shard_filter, "ShardId")
    constraints.check()
    return arn or ""


def _asks_for_later_shards(request: dict[str, Any]) -> bool:
    """Tell whether only shards after one are asked for, or its children: there are none."""
    return request.get("ExclusiveStartShardId") is not None or request.get("ShardFilter") is not None


def _shard(stream: StreamRow, last: int) -> dict[str, Any]:
    bounds = {"StartingSequenceNumber": sequence_number(1)}
    if stream.ended is not None:
        bounds["EndingSequenceNumber"] = sequence_number(max(last, 1))
    return {"ShardId": shard_id(stream), "SequenceNumberRange": bounds}
