"""ExclusiveStartKey of a query, which must be a row that the query could have given."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.indexed import create_scores, put_scores, query, score
from tests.engine.support import Wire, refusal

FAULT = "The provided starting key is invalid"
SCHEMA = "The provided key element does not match the schema"
BOUNDARIES = "The provided starting key is outside query boundaries based on provided conditions"
PREDICATE = "The provided starting key does not match the range key predicate"
BY_ID = ("id = :a", {":a": {"S": "a"}})
BY_TURN = ("id = :a AND turn > :n", {":a": {"S": "a"}, ":n": {"N": "1"}})
BY_TEAM = ("team = :a", {":a": {"S": "x"}})


@pytest.fixture(autouse=True)
def table(engine: Engine) -> None:
    create_scores(engine)


def key(**values: Any) -> Wire:
    """`key(id="a", turn=1)`: numbers and strings as what they are in Python."""
    return {name: {"N" if isinstance(v, int) else "S": str(v)} for name, v in values.items()}


@pytest.mark.parametrize(
    ("condition", "index", "start", "message"),
    [
        (BY_ID, None, {}, FAULT),
        (BY_ID, None, key(id="a"), FAULT),
        (BY_ID, None, key(id="a", x=1), FAULT),
        (BY_ID, None, key(id="a", turn=1, x=1), FAULT),
        (BY_ID, None, key(id=1, turn=1), SCHEMA),
        (BY_ID, None, key(id="a", turn="1"), SCHEMA),
        (
            BY_ID,
            None,
            {"id": {"S": "a"}, "turn": {"N": "x"}},
            "The parameter cannot be converted to a numeric ",
        ),
        (
            BY_ID,
            None,
            {"id": {"S": "a"}, "turn": {"SS": []}},
            f"{FAULT}: One or more parameter values were inv",
        ),
        (BY_ID, None, key(id="b", turn=1), BOUNDARIES),
        (BY_TURN, None, key(id="a", turn=1), PREDICATE),
        (BY_TURN, None, key(id="b", turn=2), "The query can return at most one row and cannot be restarted"),
        (
            ("turn > :n", {":n": {"N": "1"}}),
            None,
            key(id="a", x=1),
            "Query condition missed key schema element: id",
        ),
        (BY_TEAM, "by-team", key(id="a", turn=1), FAULT),
        (BY_TEAM, "by-team", key(id="a", turn=1, team="x", x=1), FAULT),
        (BY_TEAM, "by-team", key(id="a", turn=1, team=1, points=1), SCHEMA),
        (BY_TEAM, "by-team", key(id="a", turn="1", team="x", points=1), f"{FAULT}: {SCHEMA}"),
        (BY_TEAM, "by-team", key(x="a", y=1, team="x", points=1), f"{FAULT}: {SCHEMA}"),
        (BY_TEAM, "by-team", key(id="a", turn=1, team="y", points=1), BOUNDARIES),
        (BY_ID, "by-points", key(id="b", turn=1, points=1), BOUNDARIES),
        (
            BY_ID,
            None,
            key(id="", turn=1),
            f"{FAULT}: One or more parameter values are not valid. The AttributeValue for a key attribute",
        ),
    ],
)
def test_a_key_of_no_row_is_refused(
    engine: Engine, condition: tuple[str, Wire], index: str | None, start: Wire, message: str
) -> None:
    request: Wire = {
        "TableName": "scores",
        "IndexName": index,
        "KeyConditionExpression": condition[0],
        "ExpressionAttributeValues": condition[1],
        "ExclusiveStartKey": start,
    }
    assert refusal(engine, "Query", request).startswith(f"ValidationException: {message}")


def test_a_table_that_is_not_there_comes_first(engine: Engine) -> None:
    request: Wire = {
        "TableName": "none",
        "KeyConditionExpression": "id = :a",
        "ExpressionAttributeValues": {":a": {"S": "a"}},
        "ExclusiveStartKey": {},
    }
    assert refusal(engine, "Query", request).startswith("ResourceNotFoundException")


def test_the_row_itself_need_not_be_there(engine: Engine) -> None:
    put_scores(engine, *(score("a", turn, team="x", points=0) for turn in (1, 2, 4)))
    start = key(id="a", turn=3)
    assert query(engine, *BY_ID, ExclusiveStartKey=start)["Items"] == [score("a", 4, team="x", points=0)]
    start = key(id="a", turn=3, team="x", points=0)
    parameters: Wire = {"IndexName": "by-team", "ScanIndexForward": False, "ExclusiveStartKey": start}
    assert [item["turn"]["N"] for item in query(engine, *BY_TEAM, **parameters)["Items"]] == ["2", "1"]
