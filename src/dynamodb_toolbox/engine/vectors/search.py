"""The items closest to a vector: every item of the index is compared, so that none is missed."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any, Final, NamedTuple

import msgspec

from dynamodb_toolbox.engine.evaluation.conditions import holds
from dynamodb_toolbox.engine.storage import reading
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.reading import Source
from dynamodb_toolbox.engine.vectors.distances import DISTANCES, HIGHER_IS_CLOSER, Vector
from dynamodb_toolbox.engine.vectors.rows import reader_of
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.values import WireItem

BYTES_OF_A_FLOAT: Final = 4

_decode = msgspec.json.Decoder(WireItem).decode


class Hit(NamedTuple):
    """An item, and how close it is."""

    score: float
    item: WireItem


class Found(NamedTuple):
    """The closest items, closest first, and the bytes of the vectors that were compared."""

    hits: list[Hit]
    examined: int


def closest(
    connection: sqlite3.Connection,
    table: Table,
    index: Mapping[str, Any],
    vector: Vector,
    condition: n.Condition | None,
    count: int,
) -> Found:
    """Give the `count` closest items, of those for which a condition holds; of equals, the first by key."""
    distance, higher = DISTANCES[index["DistanceFunction"]], index["DistanceFunction"] in HIGHER_IS_CLOSER
    compared = 0
    ranked: list[tuple[float, int, float, bytes]] = []
    for encoded, candidate in _candidates(connection, table, index, condition):
        compared += 1
        score = distance(vector, candidate)
        # A heap has its least on top: the worst of the best is to go first, and of equals the last.
        entry = (score if higher else -score, -compared, score, encoded)
        if len(ranked) < count:
            heapq.heappush(ranked, entry)
        elif entry > ranked[0]:
            heapq.heapreplace(ranked, entry)
    hits = [Hit(score, _decode(encoded)) for _, _, score, encoded in sorted(ranked, reverse=True)]
    return Found(hits, compared * len(vector) * BYTES_OF_A_FLOAT)


def _candidates(
    connection: sqlite3.Connection, table: Table, index: Mapping[str, Any], condition: n.Condition | None
) -> Iterator[tuple[bytes, Vector]]:
    read = reader_of(index)
    with closing(reading.scan(connection, Source(table, None), None, None)) as rows:
        for encoded, _, _ in rows:
            found = read(encoded)
            if found is not None and (condition is None or holds(condition, found[1])):
                yield encoded, found[0]
