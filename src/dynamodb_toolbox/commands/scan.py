"""`ScanCommand`: all items of a table or an index (spec/actions.md §3.2)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar, Unpack, overload

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands import read_options as r
from dynamodb_toolbox.commands.cursor_scope import CursorScope
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H, Of
from dynamodb_toolbox.commands.parallel_scan import (
    DEFAULT_WORKERS,
    ParallelScanCommand,
    Progress,
    check_parallel,
    invalid_segment,
    is_whole,
)
from dynamodb_toolbox.commands.read_filters import check_filtered, filter_of, is_filtered
from dynamodb_toolbox.commands.read_many import ReadMany
from dynamodb_toolbox.commands.views import projection_of_view, seen_as
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.expressions.printer import print_condition

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")
V = TypeVar("V")


class ScanCommand(ReadMany[I]):
    """Reads all items: `table.build(ScanCommand).entities(pokemons).send().items`."""

    action_name: ClassVar[str] = "scan"
    operation: ClassVar[str] = "Scan"
    no_match: ClassVar[str] = "scanCommand.noEntityMatched"

    @overload
    def entities(self, a: Of[A], b: Of[B], /) -> ScanCommand[A | B]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], /) -> ScanCommand[A | B | C]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], /) -> ScanCommand[A | B | C | D]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], /
    ) -> ScanCommand[A | B | C | D | E]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], /
    ) -> ScanCommand[A | B | C | D | E | F]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], /
    ) -> ScanCommand[A | B | C | D | E | F | G]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], h: Of[H], /
    ) -> ScanCommand[A | B | C | D | E | F | G | H]: ...
    @overload
    def entities(self, *entities: Entity[J, Any]) -> ScanCommand[J]: ...
    def entities(self, *entities: Entity[Any, Any]) -> ScanCommand[Any]:
        """Say whose items to give; the service leaves out others, where entities tell themselves."""
        return type(self)(self._table, entities, self._options)

    def options(
        self,
        options: r.ScanOptions | Callable[[r.ScanOptions], r.ScanOptions] | None = None,
        /,
        **more: Unpack[r.ScanOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._changed(_options=o.chosen(self._options, options, more))

    def parallel(
        self, segments: int, *, workers: int | None = None, progress: Progress | None = None
    ) -> ParallelScanCommand[I]:
        """Scan in segments, several at once: `.parallel(segments=8).send()` gives all items.

        Args:
            segments: Into how many parts the table (or index) is divided: 1 to 1,000,000.
            workers: How many pages are read at once: as many as segments, but 16 at most, unless given.
            progress: Is given a `ScanProgress` with each page.

        Raises:
            DynamoDBToolboxError: `scanCommand.invalidSegmentOption`, also beside options that tell where to
                start or to end: all is read.
        """
        check_parallel(self._options, segments, workers)
        whole = {**self._options, "total_segments": segments, "max_pages": math.inf}
        parts = [self._changed(_options={**whole, "segment": part}) for part in range(segments)]
        return ParallelScanCommand(self, parts, min(segments, workers or DEFAULT_WORKERS), progress)

    def as_(self, kind: type[V]) -> ScanCommand[V]:
        """Give all items as instances of `kind`, a class with some of their attributes, and read only these.

        Raises:
            DynamoDBToolboxError: `entity.invalidView` where items of an entity cannot be shown as that.
        """
        views = [seen_as(entity, kind) for entity in self._entities]
        options = {**self._options, "attributes": projection_of_view(kind)}
        return ScanCommand(self._table, views, options)

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[entities, options]`."""
        return [list(self._entities), dict(self._options)]

    def params(self) -> dict[str, Any]:
        """Give the Scan request.

        Raises:
            DynamoDBToolboxError: Where an option, a path or a filter is wrong.
        """
        shared = r.shared(self._table, self._options.get("index"), self._options)
        fields = self._fields(*shared, r.INDEX, r.SEGMENT, r.SEGMENTS)
        r.index_of(self._table, self._options.get("index"))
        filtered = is_filtered(self._entities, self._options, by_default=True)
        if filtered and self._entities:
            check_filtered(self._table, self._options.get("index"))
        segment = self._segment()
        projection = self._projection("scanCommand.invalidProjectionExpression")
        condition = filter_of(self._entities, self._options, filtered=filtered)
        chosen = None if condition is None else print_condition(condition)
        return {
            "TableName": o.table_name(self._table, self._options),
            **fields,
            **segment,
            **o.expressions(ProjectionExpression=projection, FilterExpression=chosen),
        }

    def _scope(self) -> CursorScope:
        segment = self._segment()
        part = (segment["Segment"], segment["TotalSegments"]) if segment else None
        return self._cursor_scope(self._options.get("index"), (), part)

    def _segment(self) -> dict[str, int]:
        segment, total = (self._options.get(name) for name in ("segment", "total_segments"))
        if segment is None:
            return {}
        if total is None:
            raise invalid_segment("total_segments beside segment", {})
        if not is_whole(total) or total < 1:
            raise invalid_segment("total_segments to be a whole number from 1 up", {"totalSegments": total})
        if not is_whole(segment) or not 0 <= segment < total:
            payload = {"segment": segment, "totalSegments": total}
            raise invalid_segment(f"segment to be a whole number from 0 to {total - 1}", payload)
        return {"TotalSegments": total, "Segment": segment}
