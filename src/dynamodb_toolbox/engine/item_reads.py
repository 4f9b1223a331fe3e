"""What GetItem, BatchGetItem and TransactGetItems share: which parts of an item to give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import Raw

from dynamodb_toolbox.engine.evaluation.projections import project
from dynamodb_toolbox.engine.legacy_shapes import attributes_to_get, check_attributes_to_get
from dynamodb_toolbox.engine.raw_items import decode
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.values import WireItem


@dataclass(frozen=True, slots=True)
class Selection:
    """The paths that a projection names; none stand for the whole item."""

    bindings: Bindings
    paths: tuple[Path, ...]

    def of(self, item: WireItem) -> WireItem:
        """Give what is selected of an item."""
        return project(item, self.paths) if self.paths else item

    def of_json(self, item: bytes) -> WireItem | Raw:
        """Give what is selected of an item that is JSON; all of it as it is."""
        return project(decode(item), self.paths) if self.paths else Raw(item)


def check_selection(request: Mapping[str, Any]) -> None:
    """Check which parameters of a projection come together.

    Raises:
        ValidationException: Some do not go together.
    """
    check_parameters(request, ["ProjectionExpression"], ["AttributesToGet"])
    check_attributes_to_get(request)


def selection_of(request: Mapping[str, Any]) -> Selection:
    """Read the ProjectionExpression of a request, or its AttributesToGet.

    Raises:
        ValidationException: It breaks the grammar, or a name is not right or not used.
    """
    bindings = bindings_of(request)
    text: str | None = request.get("ProjectionExpression")
    paths = attributes_to_get(request) if text is None else bindings.projection(text).paths
    bindings.check_all_used()
    return Selection(bindings, paths)
