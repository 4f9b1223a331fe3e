"""What a write costs its indexes: what changes of what they hold.

An entry that comes or goes costs its own size, one that changes the larger of before and after, and one that
moves both. An entry that stays as it is costs nothing.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
"""

from __future__ import annotations

import msgspec

from dynamodb_toolbox.engine.capacity import IndexUnits, kind_of, write_units
from dynamodb_toolbox.engine.equality import equal_items
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.entries import Entry, entry_of
from dynamodb_toolbox.engine.storage.stored import Stored
from dynamodb_toolbox.values import WireItem

_decode = msgspec.json.Decoder(WireItem).decode


def index_units(table: Table, old: Stored | None, new: Stored | None) -> IndexUnits:
    """Give what bringing the indexes from the old item to the new one costs; only those that it costs."""
    found: dict[tuple[str, str], float] = {}
    for index in table.indexes:
        before, after = entry_of(index, old), entry_of(index, new)
        moves = before is None or after is None or before[:2] != after[:2]
        units = 0.0
        if moves:
            units = sum(write_units(entry.size) for entry in (before, after) if entry is not None)
        elif before is not None and after is not None and not _is_same(before, after, old, new):
            units = write_units(max(before.size, after.size))
        if units:
            found[kind_of(index), index.name] = units
    return found


def _is_same(before: Entry, after: Entry, old: Stored | None, new: Stored | None) -> bool:
    """Tell whether two entries hold the same; that of an index of all attributes is the item."""
    if before.item is None or after.item is None:
        return old is not None and new is not None and equal_items(old.item, new.item)
    return before.item == after.item or equal_items(_decode(before.item), _decode(after.item))
