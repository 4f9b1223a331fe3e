"""Item collections: the items of one partition key, counted together in tables with local indexes.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections
"""

from __future__ import annotations

import sqlite3
from typing import Any

from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import catalog, items
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.errors import ItemCollectionSizeLimitExceededException
from dynamodb_toolbox.limits import BYTES_OF_A_GB, MAX_COLLECTION_BYTES
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem


def check_size(connection: sqlite3.Connection, table: Table, place: Place) -> None:
    """Check a collection after a write to it; the table's own size is asked first, because that is known.

    Raises:
        ItemCollectionSizeLimitExceededException: It is too large.
    """
    if not table.has_collections or catalog.counts(connection, table)[1] <= MAX_COLLECTION_BYTES:
        return
    if items.collection_size(connection, table, place.partition) > MAX_COLLECTION_BYTES:
        raise ItemCollectionSizeLimitExceededException


def are_asked_for(request: dict[str, Any], table: Table) -> bool:
    """Tell whether a request wants the sizes of collections and the table counts them."""
    return request.get("ReturnItemCollectionMetrics") == "SIZE" and table.has_collections


def metrics_of(connection: sqlite3.Connection, table: Table, place: Place, key: WireItem) -> Reply:
    """Give a collection's key and size."""
    size = items.collection_size(connection, table, place.partition) / BYTES_OF_A_GB
    partition = table.key.partition.name
    return {
        "ItemCollectionKey": {partition: dict(key[partition])},
        "SizeEstimateRangeGB": [float(int(size)), float(int(size) + 1)],
    }


class CollectedMetrics:
    """The metrics of a request for several items: by table, each collection once."""

    def __init__(self, request: dict[str, Any]) -> None:
        self._request = request
        self._found: dict[str, dict[bytes, Reply]] = {}

    def note(self, connection: sqlite3.Connection, table: Table, place: Place, key: WireItem) -> None:
        """Note the collection of an item written, as it is after all before it."""
        if are_asked_for(self._request, table):
            by_partition = self._found.setdefault(table.name, {})
            by_partition[place.partition] = metrics_of(connection, table, place, key)

    def reply(self) -> Reply:
        """Give the `ItemCollectionMetrics` part of a reply, where there is something to tell."""
        if not self._found:
            return {}
        found = {name: list(by_partition.values()) for name, by_partition in self._found.items()}
        return {"ItemCollectionMetrics": found}
