"""Puts and deletes on their way: calls of BatchWriteItem, repeated for what comes back unprocessed.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dynamodb_toolbox.commands.backoff import backoff
from dynamodb_toolbox.commands.batches import add_up, fingerprint
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Call, Reply, Steps


@dataclass(frozen=True, slots=True)
class Entry:
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


@dataclass(frozen=True, slots=True)
class BatchWriteResponse(Metered):
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


def write_chunk(
    entries: Sequence[Entry], fields: Mapping[str, Any], attempts: int, replies: list[Reply]
) -> Steps[list[Entry]]:
    """Write up to 25 entries, again and again; give what is still unprocessed after the last attempt.

    Args:
        entries: What to write.
        fields: The other fields of the request, such as `ReturnConsumedCapacity`.
        attempts: How often to call at most.
        replies: Is given each reply.
    """
    pending = list(entries)
    for attempt in range(attempts):
        request = {"RequestItems": _grouped(pending), **fields}
        reply = yield Call("BatchWriteItem", request, after=backoff(attempt) if attempt else 0.0)
        replies.append(reply)
        pending = _kept_back(pending, reply.get("UnprocessedItems") or {})
        if not pending:
            return []
    return pending


def written(replies: Sequence[Reply]) -> BatchWriteResponse:
    """Sum up the replies of all calls."""
    capacity = [part for reply in replies for part in reply.get("ConsumedCapacity", ())]
    metrics: dict[str, list[dict[str, Any]]] = {}
    for reply in replies:
        for name, parts in reply.get("ItemCollectionMetrics", {}).items():
            metrics.setdefault(name, []).extend(parts)
    return BatchWriteResponse(add_up(capacity) or None, metrics or None)


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
