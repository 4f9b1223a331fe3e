"""What Query and Scan share of a request: its shape, what it selects, and how that suits an index.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html and API_Scan.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.condition_paths import paths_in
from dynamodb_toolbox.engine.keys import check_key_paths
from dynamodb_toolbox.engine.legacy_conditions import filter_of
from dynamodb_toolbox.engine.legacy_shapes import attributes_to_get
from dynamodb_toolbox.engine.storage.catalog import Index, Table
from dynamodb_toolbox.engine.storage.reading import Source
from dynamodb_toolbox.engine.validation import Constraints, integer_of, text_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.nodes import Condition, Path
from dynamodb_toolbox.limits import MIN_TABLE_NAME

_SELECTS: Final = ("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES")
_PROJECTIONS: Final = ("ProjectionExpression", "AttributesToGet")
_FILTER: Final = "Filter Expression"
_INVALID: Final = "One or more parameter values were invalid: "


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a read gives of the rows that it finds.

    Attributes:
        select: Which attributes, as the request or its other parameters have it.
        filter: What must hold of a row; `None` where all are wanted.
        paths: The attributes to give; none for all that `select` means.
        filter_parameter: What errors call the filter.
    """

    select: str
    filter: Condition | None
    paths: tuple[Path, ...]
    filter_parameter: str = _FILTER

    @property
    def filter_paths(self) -> tuple[Path, ...]:
        """The paths that the filter looks at."""
        return () if self.filter is None else tuple(paths_in(self.filter))

    @property
    def filter_names(self) -> list[str]:
        """The attributes that the filter looks at."""
        return _heads(self.filter_paths)

    @property
    def path_names(self) -> list[str]:
        """The attributes that the projection names."""
        return _heads(self.paths)


def check_shape(request: dict[str, Any]) -> Constraints:
    """Note which constraints the members shared by Query and Scan break.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    constraints = Constraints()
    constraints.one_of(text_of(request, "Select"), "select", _SELECTS)
    index = text_of(request, "IndexName")
    if index is not None:
        constraints.name(index, "indexName", MIN_TABLE_NAME)
    capacity = text_of(request, "ReturnConsumedCapacity")
    constraints.one_of(capacity, "returnConsumedCapacity", ("INDEXES", "TOTAL", "NONE"))
    table = text_of(request, "TableName")
    if table is None:
        constraints.require(table, "tableName")
    else:
        constraints.table(table, "tableName")
    integer_of(request, "Limit")
    return constraints


def check_select(request: dict[str, Any], *, prefix: str = "") -> None:
    """Check that Select suits the other parameters.

    Raises:
        ValidationException: It does not.
    """
    select = request.get("Select")
    given = next((name for name in _PROJECTIONS if request.get(name) is not None), None)
    fault: str | None = None
    if given is not None and select not in {None, "SPECIFIC_ATTRIBUTES"}:
        what = "only the Count" if select == "COUNT" else select
        fault = f"Cannot specify the {given} when choosing to get {what}"
    elif select == "SPECIFIC_ATTRIBUTES" and given is None:
        fault = (
            "Must specify the AttributesToGet or ProjectionExpression "
            "when choosing to get SPECIFIC_ATTRIBUTES"
        )
    elif select == "ALL_PROJECTED_ATTRIBUTES" and request.get("IndexName") is None:
        fault = "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"
    if fault:
        raise ValidationException(prefix + fault)


def wanted_of(request: dict[str, Any], bindings: Bindings, legacy_filter: str) -> Wanted:
    """Read the filter and the projection of a request; `legacy_filter` is what filters had been before.

    Raises:
        ValidationException: One breaks the grammar, or uses what is not defined.
    """
    text: str | None = request.get("FilterExpression")
    parameter = _FILTER if text is not None else legacy_filter
    condition = (
        filter_of(request, legacy_filter) if text is None else bindings.condition(text, "FilterExpression")
    )
    text = request.get("ProjectionExpression")
    paths = attributes_to_get(request) if text is None else bindings.projection(text).paths
    select = request.get("Select") or ("SPECIFIC_ATTRIBUTES" if paths else "")
    return Wanted(select, condition, paths, parameter)


def find_source(context: Context, connection: sqlite3.Connection, request: dict[str, Any]) -> Source:
    """Give the table or index to read.

    Raises:
        ResourceNotFoundException: There is no such table.
        ValidationException: There is no such index, or it cannot be read consistently.
    """
    table = context.catalog.get(connection, request["TableName"])
    name = request.get("IndexName")
    if name is None:
        return Source(table, None)
    index = table.index(name)
    if index is None:
        raise _no_index(table, name, request)
    if request.get("ConsistentRead") and not index.is_local:
        raise ValidationException("Consistent reads are not supported on global secondary indexes")
    return Source(table, index)


def _no_index(table: Table, name: str, request: dict[str, Any]) -> ValidationException:
    if any(index["IndexName"] == name for index in table.definition.get("VectorIndexes") or ()):
        keyed = "KeyConditionExpression" in request or "KeyConditions" in request
        operation = "Query" if keyed else "Scan"
        return ValidationException(f"{operation} operation not supported on this index type.")
    return ValidationException(f"The table does not have the specified index: {name}")


def check_paths(table: Table, paths: Iterable[Path]) -> None:
    """Refuse paths that lead into a key attribute of the table or of one of its indexes.

    Raises:
        ValidationException: One does.
    """
    nested = [path for path in paths if len(path.elements) > 1]
    if not nested:
        return
    check_key_paths(table.key, nested)
    names = {attribute.name for index in table.indexes for attribute in index.attributes}
    for path in nested:
        if path.elements[0] in names:
            raise ValidationException(
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
                f"allowed: IndexKey: {path.elements[0]}"
            )


def check_all_attributes(source: Source, wanted: Wanted) -> None:
    """Refuse to give whole items from a global index that does not have them.

    Raises:
        ValidationException: The request wants that.
    """
    index = source.index
    if index is None or index.is_local or index.projected is None:
        return
    if wanted.select == "ALL_ATTRIBUTES":
        raise ValidationException(
            f"{_INVALID}Select type ALL_ATTRIBUTES is not supported for global secondary index "
            f"{index.name} because its projection type is not ALL"
        )


def with_fetches(source: Source, wanted: Wanted) -> Source:
    """Give the source that has the attributes wanted: a local index fetches what it does not project.

    Raises:
        ValidationException: A global index does not project what is wanted.
    """
    index = source.index
    if index is None:
        return source
    missing = _not_projected(index, wanted.path_names)
    if missing and not index.is_local:
        raise ValidationException(
            f"{_INVALID}Global secondary index {index.name} does not project [{', '.join(missing)}]"
        )
    all_of_part = wanted.select == "ALL_ATTRIBUTES" and index.projected is not None
    return Source(source.table, index, fetches=bool(missing) or all_of_part)


def check_filter_projected(source: Source, wanted: Wanted) -> None:
    """Refuse a filter of a query on attributes that the index does not project.

    Raises:
        ValidationException: There are some.
    """
    if source.index is None:
        return
    missing = _not_projected(source.index, wanted.filter_names)
    if missing:
        raise ValidationException(
            f"{_INVALID}Secondary index {source.index.name} does not project one or more filter attributes: "
            f"[{', '.join(missing)}]"
        )


def _not_projected(index: Index, names: Iterable[str]) -> list[str]:
    return [] if index.projected is None else [name for name in names if name not in index.projected]


def _heads(paths: Iterable[Path]) -> list[str]:
    return list(dict.fromkeys([str(path.elements[0]) for path in paths]))
