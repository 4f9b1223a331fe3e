"""What DeletePartition has done: when it is through, or when it had to stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dynamodb_toolbox.commands.batch_writing import Writing, written
from dynamodb_toolbox.commands.batches import add_up
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem, decode_item


@dataclass(frozen=True, slots=True)
class DeletePartitionResponse(Metered):
    """What was deleted.

    Attributes:
        count: How many items were deleted.
        scanned_count: How many were read to find them.
        last_evaluated_key: `None`: all was looked at. In an error's `response`: where to go on
            (`exclusive_start_key`); `None` there is the beginning.
        query_consumed_capacity: AWS's `ConsumedCapacity` of all reads, where `capacity` asked for it.
        batch_write_consumed_capacity: The same of all deletes.
        item_collection_metrics: AWS's `ItemCollectionMetrics`, where `metrics` asked for them.
    """

    count: int
    scanned_count: int
    last_evaluated_key: dict[str, Any] | None = None
    query_consumed_capacity: dict[str, Any] | None = None
    batch_write_consumed_capacity: dict[str, Any] | None = None
    item_collection_metrics: dict[str, list[dict[str, Any]]] | None = None


@dataclass(slots=True)
class Progress:
    """How far it has come: the items deleted, the replies of all calls, where the page at hand starts."""

    count: int = 0
    pages: list[Reply] = field(default_factory=list)
    writes: list[Reply] = field(default_factory=list)
    start: WireItem | None = None

    def note(self, deleting: Writing, total: int) -> None:
        """Take note of what was deleted of a page."""
        self.count += total - len(deleting.left)
        self.writes += deleting.replies

    def response(self) -> DeletePartitionResponse:
        """Give what has been done so far."""
        read = add_up(page["ConsumedCapacity"] for page in self.pages if "ConsumedCapacity" in page)
        done = written(self.writes)
        return DeletePartitionResponse(
            count=self.count,
            scanned_count=sum(page["ScannedCount"] for page in self.pages),
            last_evaluated_key=None if self.start is None else decode_item(self.start),
            query_consumed_capacity=read[0] if read else None,
            batch_write_consumed_capacity=done.consumed_capacity[0] if done.consumed_capacity else None,
            item_collection_metrics=done.item_collection_metrics,
        )
