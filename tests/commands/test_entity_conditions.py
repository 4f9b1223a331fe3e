"""`EntityConditionParser` and `EntityPathParser` (spec/actions.md §4.7)."""

import pytest

from dynamodb_toolbox import EntityConditionParser, EntityPathParser
from dynamodb_toolbox.expressions import nodes as n
from tests.commands.entities import POKEMONS
from tests.refusals import refused

CONDITIONS = POKEMONS.build(EntityConditionParser)
PATHS = POKEMONS.build(EntityPathParser)


def test_a_condition_is_by_stored_names_and_values() -> None:
    condition = {"and": [{"attr": "id", "eq": "p1"}, {"not": {"attr": "lvl", "in": [1, 2]}}]}
    assert CONDITIONS.parse(condition) == {
        "ConditionExpression": "(#c_1 = :c_1) AND (NOT (#c_2 IN (:c_2, :c_3)))",
        "ExpressionAttributeNames": {"#c_1": "pk", "#c_2": "_l"},
        "ExpressionAttributeValues": {":c_1": "ID#p1", ":c_2": 1, ":c_3": 2},
    }


def test_placeholders_of_two_expressions_are_told_apart() -> None:
    parsed = CONDITIONS.parse({"attr": "lvl", "exists": True}, expression_id="7")
    assert parsed == {
        "ConditionExpression": "attribute_exists(#c7_1)",
        "ExpressionAttributeNames": {"#c7_1": "_l"},
        "ExpressionAttributeValues": {},
    }


def test_the_two_steps_of_a_condition() -> None:
    condition = {"size": "tags", "lt": 3}
    tree = CONDITIONS.transform(condition)
    assert tree == n.Comparison("<", n.Size(n.Path(("tags",))), n.Value(3))
    assert EntityConditionParser.express(tree) == CONDITIONS.parse(condition)


@pytest.mark.parametrize(("name", "stored"), [("entity", "_et"), ("created", "_ct"), ("modified", "_md")])
def test_internal_attributes_go_by_their_names(name: str, stored: str) -> None:
    assert CONDITIONS.parse({"attr": name, "exists": True})["ExpressionAttributeNames"] == {"#c_1": stored}
    assert PATHS.parse([name])["ExpressionAttributeNames"] == {"#p_1": stored}


def test_a_wrong_condition() -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "nope"}):
        CONDITIONS.parse({"attr": "nope", "eq": 1})
    with refused("actions.invalidCondition"):
        CONDITIONS.parse({"attr": "lvl"})
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "entity"}):
        CONDITIONS.parse({"attr": "entity", "eq": "OTHER"})


def test_paths_are_by_stored_names() -> None:
    assert PATHS.parse(["lvl", "moves[0].name", "id"]) == {
        "ProjectionExpression": "#p_1, #p_2[0].#p_3, #p_4",
        "ExpressionAttributeNames": {"#p_1": "_l", "#p_2": "moves", "#p_3": "_n", "#p_4": "pk"},
    }


def test_the_two_steps_of_paths() -> None:
    projection = PATHS.transform(["lvl", "lvl", "moves[1]"])
    assert projection == n.Projection((n.Path(("_l",)), n.Path(("moves", 1))))
    assert EntityPathParser.express(projection) == PATHS.parse(["lvl", "moves[1]"])


def test_paths_that_lead_nowhere_are_errors_or_left_out() -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "nope"}):
        PATHS.parse(["lvl", "nope"])
    assert PATHS.parse(["lvl", "nope"], strict=False) == PATHS.parse(["lvl"])
    assert PATHS.parse(["nope"], strict=False)["ExpressionAttributeNames"] == {}
