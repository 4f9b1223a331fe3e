"""Tables with vector indexes, and searches in them."""

from collections.abc import Sequence
from typing import Any

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, table_request


def wire_vector(numbers: Sequence[float]) -> list[Wire]:
    return [{"N": repr(number)} for number in numbers]


def vector_index(name: str = "vectors", **members: Any) -> Wire:
    return {
        "IndexName": name,
        "VectorAttribute": {"AttributeName": "vector"},
        "Projection": {"ProjectionType": "ALL"},
        "Dimensions": 2,
        "DistanceFunction": "COSINE",
        **members,
    }


def schema(**elements: str) -> list[Wire]:
    return [{"AttributeName": name, "SearchSchemaElementType": kind} for name, kind in elements.items()]


def vector_table(*indexes: Wire, **attributes: str) -> Wire:
    """A CreateTable request; `attributes` are defined besides the key `id`."""
    request = table_request("plain", id="S")
    defined = [{"AttributeName": name, "AttributeType": kind} for name, kind in attributes.items()]
    request["AttributeDefinitions"] += defined
    return {**request, "VectorIndexes": list(indexes)}


def put_vector(engine: Engine, text: str, numbers: Sequence[float], **attributes: Wire) -> None:
    item = {"id": {"S": text}, "vector": {"L": wire_vector(numbers)}, **attributes}
    engine.call("PutItem", {"TableName": "plain", "Item": item})


def search(engine: Engine, numbers: Sequence[float], top: int = 10, /, **parameters: Any) -> list[Wire]:
    request = {
        "TableName": "plain",
        "IndexName": "vectors",
        "SearchVector": wire_vector(numbers),
        "TopK": top,
        **parameters,
    }
    results: list[Wire] = engine.call("SearchVectors", request)["SearchResults"]
    return results


def ids(results: list[Wire]) -> list[str]:
    return [result["Item"]["id"]["S"] for result in results]
