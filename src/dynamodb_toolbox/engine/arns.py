"""ARNs: the full names of tables, indexes, streams and backups.

The engine's are of the region `local` and the account `000000000000`; in a request, any will do.
Page: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

REGION: Final = "local"
ACCOUNT: Final = "000000000000"

_TABLE: Final = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/"
_ANY_TABLE: Final = re.compile(r"arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]+:table/([a-zA-Z0-9_.-]{3,255})")
_ANY_STREAM: Final = re.compile(rf"{_ANY_TABLE.pattern}/stream/([0-9T:.-]+)")
_ANY_BACKUP: Final = re.compile(rf"{_ANY_TABLE.pattern}/backup/([0-9a-f-]+)")


class StreamName(NamedTuple):
    """What names a stream: its table, and its label."""

    table: str
    label: str


def table_arn(table: str) -> str:
    """Give the ARN of a table."""
    return _TABLE + table


def index_arn(table: str, index: str) -> str:
    """Give the ARN of an index."""
    return f"{_TABLE}{table}/index/{index}"


def stream_arn(table: str, label: str) -> str:
    """Give the ARN of a stream."""
    return f"{_TABLE}{table}/stream/{label}"


def backup_arn(table: str, name: str) -> str:
    """Give the ARN of a backup."""
    return f"{_TABLE}{table}/backup/{name}"


def table_of(arn: str) -> str | None:
    """Give the table that an ARN names; `None` where it names none."""
    match = _ANY_TABLE.fullmatch(arn)
    return None if match is None else match[1]


def stream_of(arn: str) -> StreamName | None:
    """Give the stream that an ARN names; `None` where it names none."""
    match = _ANY_STREAM.fullmatch(arn)
    return None if match is None else StreamName(match[1], match[2])


def own_backup_arn(arn: str) -> str | None:
    """Give the ARN of a backup with the engine's region and account; `None` where it names no backup."""
    match = _ANY_BACKUP.fullmatch(arn)
    return None if match is None else backup_arn(match[1], match[2])
