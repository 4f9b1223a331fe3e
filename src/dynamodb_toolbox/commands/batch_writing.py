"""Puts and deletes on their way: calls of BatchWriteItem, repeated for what comes back unprocessed.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dynamodb_toolbox.commands.backoff import backoff
from dynamodb_toolbox.commands.batches import add_up, fingerprint
from dynamodb_toolbox.commands.breaking_off import tell_progress
from dynamodb_toolbox.limits import MAX_BATCH_WRITE_ITEMS
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Call, Reply, Steps
from dynamodb_toolbox.records import Record


class Entry(Record):
    """One request on its way.

    Attributes:
        table_name: Where it goes.
        wire: How it is written there: `{"PutRequest": {"Item": …}}`, `{"DeleteRequest": {"Key": …}}`.
        key: The key, as a value that compares.
        key_names: The attributes of the key.
        origin: What it came from: what an error gives back.
    """

    table_name: str
    wire: dict[str, Any]
    key: tuple[Any, ...]
    key_names: tuple[str, ...]
    origin: Any


class BatchWriteResponse(Record, Metered):
    """What batches wrote: all of it.

    Attributes:
        consumed_capacity: AWS's `ConsumedCapacity` of all calls, where `capacity` asked for it.
        item_collection_metrics: AWS's `ItemCollectionMetrics` of all calls, where `metrics` asked for them.
    """

    consumed_capacity: list[dict[str, Any]] | None = None
    item_collection_metrics: dict[str, list[dict[str, Any]]] | None = None


def entry(table_name: str, wire: dict[str, Any], key_names: tuple[str, ...], origin: Any) -> Entry:
    """Make an entry of a request in wire form."""
    return Entry(table_name, wire, _key_of(wire, key_names), key_names, origin)


class Writing:
    """Entries on their way, up to 25 in a call, and again those that come back unprocessed.

    Attributes:
        left: Those that are not known to be written, in order.
        under_way: Those of them that are in the call at hand.
        replies: What was answered.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.left = list(entries)
        self.under_way: list[Entry] = []
        self.replies: list[Reply] = []

    def steps(self, fields: Mapping[str, Any], attempts: int) -> Steps[None]:
        """Write them; some are still left where a call's entries came back after the last attempt.

        Args:
            fields: The other fields of the request, such as `ReturnConsumedCapacity`.
            attempts: How often to call for the same entries at most.
        """
        attempt = 0
        while self.left and attempt < attempts:
            self.under_way = self.left[:MAX_BATCH_WRITE_ITEMS] if attempt == 0 else self.under_way
            request = {"RequestItems": _grouped(self.under_way), **fields}
            reply = yield Call("BatchWriteItem", request, after=backoff(attempt) if attempt else 0.0)
            self.replies.append(reply)
            kept = _kept_back(self.under_way, reply.get("UnprocessedItems") or {})
            self.left[: len(self.under_way)] = self.under_way = kept
            attempt = attempt + 1 if kept else 0

    def tell(self, error: Exception, response: Any) -> None:
        """Say on an error that ended it what is left."""
        tell_progress(error, response, _origins(self.left), _origins(self.under_way))


def written(replies: Sequence[Reply]) -> BatchWriteResponse:
    """Sum up the replies of all calls."""
    capacity = [part for reply in replies for part in reply.get("ConsumedCapacity", ())]
    metrics: dict[str, list[dict[str, Any]]] = {}
    for reply in replies:
        for name, parts in reply.get("ItemCollectionMetrics", {}).items():
            metrics.setdefault(name, []).extend(parts)
    return BatchWriteResponse(add_up(capacity) or None, metrics or None)


def _origins(entries: Sequence[Entry]) -> list[Any]:
    return [one.origin for one in entries]


def _key_of(wire: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    [fields] = wire.values()
    content = fields.get("Item") or fields["Key"]
    return fingerprint({name: content[name] for name in names})


def _kept_back(sent: Sequence[Entry], left: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Entry]:
    """Give the requests that came back unprocessed, known by their keys: sets may come back in any order."""
    kept: list[Entry] = []
    for one in sent:
        keys = {_key_of(wire, one.key_names) for wire in left.get(one.table_name, ())}
        kept += [one] if one.key in keys else []
    return kept


def _grouped(entries: Sequence[Entry]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for one in entries:
        grouped.setdefault(one.table_name, []).append(one.wire)
    return grouped
