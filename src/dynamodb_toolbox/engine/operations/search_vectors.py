"""SearchVectors: the items whose vectors are closest to one.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine.attributes import canonical_value
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.projections import project
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.request_faults import in_older_words
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.validation import Constraints, integer_of, list_of, text_of
from dynamodb_toolbox.engine.vectors.conditions import check_condition
from dynamodb_toolbox.engine.vectors.definition import MAX_DIMENSIONS
from dynamodb_toolbox.engine.vectors.items import floats_of, projected
from dynamodb_toolbox.engine.vectors.search import closest
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.limits import MAX_BATCH_BYTES, MIN_TABLE_NAME
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

MAX_TOP: Final = 100
MIN_REQUEST_BYTES: Final = 1024  # the developer guide's page on the cost of vector indexes


def search_vectors(context: Context, request: dict[str, Any]) -> Reply:
    """Give the items closest to a vector, closest first, as the index projects them.

    Raises:
        ValidationException: The request or one of its expressions is not right, or does not suit the index.
        ResourceNotFoundException: There is no such table.
    """
    vector = _checked_vector(request)
    bindings = in_older_words(bindings_of, request)
    condition_text: str | None = request.get("SearchConditionExpression")
    condition = (
        None if condition_text is None else bindings.condition(condition_text, "SearchConditionExpression")
    )
    projection: str | None = request.get("ProjectionExpression")
    paths = () if projection is None else bindings.projection(projection).paths
    bindings.check_all_used()
    with context.database.reading() as connection:
        table = context.catalog.get(connection, request["TableName"])
        index = _index_of(table, request["IndexName"])
        _check_search(index, request["TopK"], vector)
        check_condition(index, condition)
        found = closest(connection, table, index, vector, condition, request["TopK"])
    results = [
        {"Item": _shown(table.definition, index, hit.item, paths), "Score": hit.score} for hit in found.hits
    ]
    _check_size(results)
    return {"SearchResults": results} | _consumed(request, found.examined)


def _checked_vector(request: dict[str, Any]) -> tuple[float, ...]:
    """Check the shape of a request, and give its vector."""
    constraints = Constraints()
    constraints.require(text_of(request, "TableName"), "tableName")
    index = text_of(request, "IndexName")
    if constraints.require(index, "indexName"):
        constraints.name(index or "", "indexName", MIN_TABLE_NAME)
    elements = list_of(request, "SearchVector")
    if constraints.require(elements, "searchVector"):
        constraints.length(elements or [], "searchVector", 1, MAX_DIMENSIONS)
    top = integer_of(request, "TopK")
    if constraints.require(top, "topK"):
        constraints.between(top or 0, "topK", 1)
    capacity = text_of(request, "ReturnConsumedCapacity")
    constraints.one_of(capacity, "returnConsumedCapacity", ("INDEXES", "TOTAL", "NONE"))
    constraints.check()
    check_parameters(request, ["SearchConditionExpression", "ProjectionExpression"], [])
    vector = floats_of([in_older_words(canonical_value, element) for element in elements or ()])
    if vector is None:
        raise ValidationException(
            "Search vector contains invalid values. All values in the search vector must be a 32-bit "
            "floating-point number attribute"
        )
    return vector


def _index_of(table: Table, name: str) -> dict[str, Any]:
    for index in table.definition.get("VectorIndexes") or ():
        if index["IndexName"] == name:
            found: dict[str, Any] = index
            return found
    raise ValidationException(f"The table does not have the specified index: {name}")


def _check_search(index: Mapping[str, Any], top: int, vector: tuple[float, ...]) -> None:
    if top > MAX_TOP:
        raise ValidationException(
            f"Provided TopK value '{top}' is out of valid range. "
            f"The value must be between 1 and {MAX_TOP} inclusive"
        )
    if len(vector) != index["Dimensions"]:
        raise ValidationException(
            f"Input search vector dimension {len(vector)} does not match "
            f"vector index dimension {index['Dimensions']}"
        )


def _shown(
    definition: Mapping[str, Any], index: Mapping[str, Any], item: WireItem, paths: tuple[Path, ...]
) -> WireItem:
    """Give what the index has of an item: all but the vector, or what a projection names of all."""
    held, vector = projected(definition, index), index["VectorAttribute"]["AttributeName"]
    shown = {name: value for name, value in item.items() if held is None or name in held or name == vector}
    if paths:
        return project(shown, paths)
    shown.pop(vector, None)
    return shown


def _check_size(results: list[dict[str, Any]]) -> None:
    if len(msgspec.json.encode(results)) > MAX_BATCH_BYTES:
        raise ValidationException(
            "The response has more than 16 MB; ask for fewer items (TopK) or for less of each "
            "(ProjectionExpression)"
        )


def _consumed(request: dict[str, Any], examined: int) -> Reply:
    if request.get("ReturnConsumedCapacity") in {None, "NONE"}:
        return {}
    return {"ConsumedCapacity": {"VectorSearchRequestBytes": float(max(MIN_REQUEST_BYTES, examined))}}
