"""A table with every kind of index, for the tests of queries, scans and indexes.

`scores` has the key `id` (S), `turn` (N), and

    by-points   local    id · points (N)                           projects `note`
    by-team     global   team (S) · points (N)                     projects everything
    by-place    global   country, city (S) · season, stage (N), tag  projects only keys
"""

from typing import Any

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire

TYPES = dict.fromkeys(("id", "team", "country", "city"), "S") | {"tag": "B"}
TYPES.update(dict.fromkeys(("turn", "points", "season", "stage"), "N"))


def key_schema(partition: str, sort: str = "") -> list[Wire]:
    """`key_schema("a b", "c")`: the attributes of the two keys, in their order."""
    return [{"AttributeName": name, "KeyType": "HASH"} for name in partition.split()] + [
        {"AttributeName": name, "KeyType": "RANGE"} for name in sort.split()
    ]


def index(name: str, schema: list[Wire], kind: str, *others: str) -> Wire:
    projection: Wire = {"ProjectionType": kind}
    if others:
        projection["NonKeyAttributes"] = list(others)
    return {"IndexName": name, "KeySchema": schema, "Projection": projection}


REQUEST: Wire = {
    "TableName": "scores",
    "AttributeDefinitions": [{"AttributeName": n, "AttributeType": t} for n, t in TYPES.items()],
    "KeySchema": key_schema("id", "turn"),
    "BillingMode": "PAY_PER_REQUEST",
    "LocalSecondaryIndexes": [index("by-points", key_schema("id", "points"), "INCLUDE", "note")],
    "GlobalSecondaryIndexes": [
        index("by-team", key_schema("team", "points"), "ALL"),
        index("by-place", key_schema("country city", "season stage tag"), "KEYS_ONLY"),
    ],
}


def create_scores(engine: Engine) -> None:
    engine.call("CreateTable", REQUEST)


def wire(values: dict[str, Any]) -> Wire:
    """Plain values in wire form, each attribute in its type."""
    return {name: {TYPES.get(name, "S"): str(value)} for name, value in values.items()}


def score(player: str, turn: int, **attributes: Any) -> Wire:
    """`score("a", 1, points=2)`: an item in wire form."""
    return wire({"id": player, "turn": turn} | attributes)


def put_scores(engine: Engine, *items: Wire) -> None:
    for item in items:
        engine.call("PutItem", {"TableName": "scores", "Item": item})


def query(engine: Engine, condition: str, values: Wire | None = None, /, **parameters: Any) -> Wire:
    """`query(engine, "id = :i", {":i": {"S": "a"}}, Limit=1)`; on `scores`, where nothing else is said."""
    request: Wire = {"TableName": "scores", "KeyConditionExpression": condition, **parameters}
    if values:
        request["ExpressionAttributeValues"] = values
    return engine.call("Query", request)


def scan(engine: Engine, **parameters: Any) -> Wire:
    return engine.call("Scan", {"TableName": "scores", **parameters})


def all_pages(engine: Engine, operation: str, request: Wire) -> list[Wire]:
    """The items of all pages."""
    items: list[Wire] = []
    start: Wire = {}
    while True:
        reply = engine.call(operation, request | start)
        assert reply["Count"] == len(reply["Items"]) <= reply["ScannedCount"] <= request.get("Limit", 1e9)
        items += reply["Items"]
        if "LastEvaluatedKey" not in reply:
            return items
        start = {"ExclusiveStartKey": reply["LastEvaluatedKey"]}
