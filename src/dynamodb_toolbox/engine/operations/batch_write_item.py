"""BatchWriteItem: put and delete up to 25 items, in one or more tables.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine import indexes
from dynamodb_toolbox.engine.actions import checked_size
from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.batch_requests import check_batch_of_writes, members_of
from dynamodb_toolbox.engine.capacity import Meter, is_asked_for, write_units
from dynamodb_toolbox.engine.conditional_write import larger, store
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.index_capacity import index_units
from dynamodb_toolbox.engine.item_collections import CollectedMetrics
from dynamodb_toolbox.engine.keys import Place, place_of_key
from dynamodb_toolbox.engine.measured_items import measured_item
from dynamodb_toolbox.engine.request_faults import in_older_words
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_BATCH_BYTES, MAX_BATCH_WRITE_ITEMS
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

_SURELY_SMALL: Final = 1024**2  # as JSON, an item takes less than 16 times the bytes that are counted


@dataclass(frozen=True, slots=True)
class _Write:
    """One put, or a delete where `new` is `None`."""

    table: str
    key: WireItem
    new: Stored | None


def batch_write_item(context: Context, request: dict[str, Any]) -> Reply:
    """Put and delete items; here all of them at once, so that `UnprocessedItems` is empty.

    Raises:
        ValidationException: The request, a key or an item is not right; nothing was written.
        ItemCollectionSizeLimitExceededException: The items of a partition key are too large together.
        ResourceNotFoundException: One of the tables does not exist.
    """
    check_batch_of_writes(request)
    writes = in_older_words(_writes_of, request)
    _check_limits(request, writes)
    meter, metrics = Meter(request), CollectedMetrics(request)
    with context.database.writing() as connection:
        tables = [context.catalog.get(connection, write.table) for write in writes]
        places = [_place(write, table) for write, table in zip(writes, tables, strict=True)]
        _check_distinct(tables, places)
        for write, table, place in zip(writes, tables, places, strict=True):
            if is_asked_for(request):
                old = items.read(connection, table, place)
                units = write_units(larger(old, write.new))
                meter.add(write.table, units, index_units(table, old, write.new))
            store(connection, table, place, write.new)
            metrics.note(connection, table, place, write.key)
    return {"UnprocessedItems": {}} | metrics.reply() | meter.reply()


def _writes_of(request: dict[str, Any]) -> list[_Write]:
    return [_read(name, write) for name, members in members_of(request) for write in members]


def _read(table: str, write: dict[str, Any]) -> _Write:
    if write.get("PutRequest") is None:
        return _Write(table, canonical_item(write["DeleteRequest"]["Key"]), None)
    item, size = measured_item(write["PutRequest"]["Item"])
    return _Write(table, item, Stored(item, checked_size(size)))


def _check_limits(request: dict[str, Any], writes: list[_Write]) -> None:
    if len(writes) > MAX_BATCH_WRITE_ITEMS:
        raise ValidationException("Too many items requested for the BatchWriteItem call")
    if sum(larger(None, write.new) for write in writes) <= _SURELY_SMALL:
        return
    if len(msgspec.json.encode(request["RequestItems"])) > MAX_BATCH_BYTES:
        raise ValidationException(f"The request is larger than {MAX_BATCH_BYTES} bytes; send it in parts")


def _place(write: _Write, table: Table) -> Place:
    """Say where an item goes; a put whose key does not serve is told so as for a Key, unlike in PutItem."""
    if write.new is None:
        return place_of_key(table.key, write.key)
    key = {name: write.key[name] for name in table.key.names if name in write.key}
    place = place_of_key(table.key, key)
    indexes.check_item(table, write.key)
    return place


def _check_distinct(tables: list[Table], places: list[Place]) -> None:
    if len({(table.name, place) for table, place in zip(tables, places, strict=True)}) < len(places):
        raise ValidationException("Provided list of item keys contains duplicates")
