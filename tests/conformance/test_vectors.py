"""SearchVectors."""

import pytest

from tests.conformance.target import Target


def test_the_closest_come_first(target: Target) -> None:
    if target.name == "local":
        pytest.skip("DynamoDB Local has no vector indexes")
    table = target.create(
        VectorIndexes=[
            {
                "IndexName": "vectors",
                "VectorAttribute": {"AttributeName": "v"},
                "Projection": {"ProjectionType": "ALL"},
                "Dimensions": 2,
                "DistanceFunction": "EUCLIDEAN",
            }
        ]
    )
    for text, numbers in (("far", (9, 9)), ("near", (1, 1)), ("here", (0, 0))):
        target.put(table, id=text, v={"L": [{"N": str(number)} for number in numbers]})
    found = target.dynamodb.search_vectors(
        TableName=table, IndexName="vectors", SearchVector=[{"N": "0"}, {"N": "0"}], TopK=2
    )["SearchResults"]
    assert [result["Item"]["id"]["S"] for result in found] == ["here", "near"]
    assert [result["Score"] for result in found] == pytest.approx([0, 2**0.5])
