"""What a cursor is bound to: the operation, the table, the index, the partition or segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from dynamodb_toolbox.records import Record

Secret: TypeAlias = str | bytes | Sequence[str | bytes]
"""What signs cursors; of several, the first signs, and all are accepted: so that one can be replaced."""


class CursorScope(Record, aside=("secret",)):
    """The query or scan that a cursor goes on with; others refuse it.

    Its range, filters, projection, order and limits are not part of it: they may differ from page to page, as
    in a feed of all that is older than now.

    Attributes:
        operation: `Query` or `Scan`.
        table_name: The deployed name.
        index: The index, or `None`.
        partition: The values of the partition key, as given; empty for a scan.
        segment: The segment and their number, of one part of a parallel scan.
        key_names: The attributes of a start key: those of the table's key, then the index's.
        secret: What signs cursors, unless another is given.
    """

    operation: str
    table_name: str
    index: str | None
    partition: tuple[Any, ...]
    segment: tuple[int, int] | None
    key_names: tuple[str, ...]
    secret: Secret | None = None
