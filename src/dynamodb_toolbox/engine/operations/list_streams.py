"""ListStreams: the streams of all tables or of one, by pages.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.arns import StreamName
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import streams
from dynamodb_toolbox.engine.stream_names import note_limit, note_stream
from dynamodb_toolbox.engine.validation import Constraints, text_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_STREAMS_LISTED, MIN_TABLE_NAME, STREAM_SECONDS
from dynamodb_toolbox.protocol.calls import Reply

_BEFORE_ALL: Final = StreamName("", "")


def list_streams(context: Context, request: dict[str, Any]) -> Reply:
    """Give a page of streams, those that ended in the last 24 hours included.

    Raises:
        ValidationException: A parameter breaks a constraint.
    """
    constraints = Constraints()
    table = text_of(request, "TableName")
    if table is not None:
        constraints.name(table, "tableName", MIN_TABLE_NAME)
    limit = note_limit(constraints, request, MAX_STREAMS_LISTED)
    start = note_stream(constraints, request, "ExclusiveStartStreamArn")
    constraints.check()
    after = _BEFORE_ALL if start is None else arns.stream_of(start)
    if after is None:
        raise ValidationException(f"Invalid ExclusiveStartStreamArn: {start}")
    since = context.clock() - STREAM_SECONDS
    with context.database.reading() as connection:
        found = streams.after(connection, table, after, since, limit + 1)
    listed = [_summary(stream) for stream in found[:limit]]
    reply: Reply = {"Streams": listed}
    if len(found) > limit:
        reply["LastEvaluatedStreamArn"] = listed[-1]["StreamArn"]
    return reply


def _summary(stream: streams.StreamRow) -> dict[str, str]:
    return {
        "StreamArn": arns.stream_arn(stream.table_name, stream.label),
        "TableName": stream.table_name,
        "StreamLabel": stream.label,
    }
