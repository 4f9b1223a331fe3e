"""The expression tree → DynamoDB's text, with the reference's placeholders."""

from typing import Any

import pytest

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.printer import (
    Printed,
    print_condition,
    print_projection,
    print_update,
)

A = n.Path(("a",))
B = n.Path(("b",))
ONE, TWO, THREE = n.Value(1), n.Value(2), n.Value(3)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (n.Comparison("=", A, ONE), "#c_1 = :c_1"),
        (n.Comparison("<>", A, ONE), "#c_1 <> :c_1"),
        (n.Comparison(">", A, B), "#c_1 > #c_2"),
        (n.Comparison(">=", A, A), "#c_1 >= #c_1"),
        (n.Comparison("<", n.Size(A), ONE), "size(#c_1) < :c_1"),
        (n.Comparison("<=", ONE, A), ":c_1 <= #c_1"),
        (n.Between(A, ONE, TWO), "#c_1 BETWEEN :c_1 AND :c_2"),
        (n.Between(ONE, TWO, THREE), ":c_1 BETWEEN :c_2 AND :c_3"),
        (n.In(A, (ONE, B, TWO)), "#c_1 IN (:c_1, #c_2, :c_2)"),
        (n.AttributeExists(A), "attribute_exists(#c_1)"),
        (n.AttributeNotExists(A), "attribute_not_exists(#c_1)"),
        (n.AttributeType(A, n.Value("S")), "attribute_type(#c_1, :c_1)"),
        (n.AttributeType(ONE, n.Value("N")), "attribute_type(:c_1, :c_2)"),
        (n.BeginsWith(A, n.Value("x")), "begins_with(#c_1, :c_1)"),
        (n.Contains(A, B), "contains(#c_1, #c_2)"),
        (n.Not(n.AttributeExists(A)), "NOT (attribute_exists(#c_1))"),
        (n.And((n.AttributeExists(A),)), "attribute_exists(#c_1)"),
        (n.Or((n.Comparison("=", A, ONE), n.Comparison("=", A, ONE))), "(#c_1 = :c_1) OR (#c_1 = :c_2)"),
        (
            n.And((n.AttributeExists(A), n.AttributeExists(B), n.AttributeExists(A))),
            "(attribute_exists(#c_1)) AND (attribute_exists(#c_2)) AND (attribute_exists(#c_1))",
        ),
    ],
)
def test_a_condition_is_written(condition: n.Condition, text: str) -> None:
    assert print_condition(condition).text == text


def test_names_are_shared_and_values_are_not() -> None:
    deep = n.Path(("listA", 1, "deep", "listB", 2, "value"))
    other = n.Path(("listC", 3, "deep", "listD", 4, "value"))
    assert print_condition(n.BeginsWith(deep, other)) == Printed(
        "begins_with(#c_1[1].#c_2.#c_3[2].#c_4, #c_5[3].#c_2.#c_6[4].#c_4)",
        {"#c_1": "listA", "#c_2": "deep", "#c_3": "listB", "#c_4": "value", "#c_5": "listC", "#c_6": "listD"},
        {},
    )
    twice = print_condition(n.In(A, (ONE, n.Value(1))))
    assert twice.values == {":c_1": 1, ":c_2": 1}


def test_an_expression_id_keeps_two_conditions_apart() -> None:
    condition = n.And(
        (
            n.Comparison(">=", n.Path(("num",)), ONE),
            n.Comparison("<", n.Path(("num",)), ONE),
            n.Not(
                n.Or(
                    (
                        n.Comparison("=", n.Path(("_s",)), n.Value("P#z")),
                        n.Comparison("<>", n.Size(n.Path(("_s",))), THREE),
                    )
                )
            ),
        )
    )
    assert print_condition(condition, "0") == Printed(
        "(#c0_1 >= :c0_1) AND (#c0_1 < :c0_2) AND (NOT ((#c0_2 = :c0_3) OR (size(#c0_2) <> :c0_4)))",
        {"#c0_1": "num", "#c0_2": "_s"},
        {":c0_1": 1, ":c0_2": 1, ":c0_3": "P#z", ":c0_4": 3},
    )


@pytest.mark.parametrize("name", ["first name", "a/b", "$x", "é", "a.b", "a[0]", "constructor", "", "#c_1"])
def test_any_name_is_a_placeholder_and_arrives_whole(name: str) -> None:
    printed = print_condition(n.AttributeExists(n.Path((name, 0, name))))
    assert printed == Printed("attribute_exists(#c_1[0].#c_1)", {"#c_1": name}, {})


def test_a_projection_is_written() -> None:
    paths = (("name",), ("stats", "level"), ("moves", 0, "name"), ("a", "a"))
    assert print_projection(n.Projection(tuple(map(n.Path, paths)))) == Printed(
        "#p_1, #p_2.#p_3, #p_4[0].#p_1, #p_5.#p_5",
        {"#p_1": "name", "#p_2": "stats", "#p_3": "level", "#p_4": "moves", "#p_5": "a"},
        {},
    )


def test_nothing_projected_is_no_text() -> None:
    assert print_projection(n.Projection(())) == Printed("", {}, {})


@pytest.mark.parametrize(
    ("value", "text", "values"),
    [
        (ONE, "SET #s_1 = :s_1", {":s_1": 1}),
        (B, "SET #s_1 = #s_2", {}),
        (n.IfNotExists(B, ONE), "SET #s_1 = if_not_exists(#s_2, :s_1)", {":s_1": 1}),
        (
            n.IfNotExists(A, n.IfNotExists(B, ONE)),
            "SET #s_1 = if_not_exists(#s_1, if_not_exists(#s_2, :s_1))",
            {":s_1": 1},
        ),
        (
            n.Plus(n.IfNotExists(B, ONE), n.IfNotExists(B, TWO)),
            "SET #s_1 = if_not_exists(#s_2, :s_1) + if_not_exists(#s_2, :s_2)",
            {":s_1": 1, ":s_2": 2},
        ),
        (n.Minus(ONE, B), "SET #s_1 = :s_1 - #s_2", {":s_1": 1}),
        (
            n.ListAppend(n.IfNotExists(A, n.Value([])), n.Value([1])),
            "SET #s_1 = list_append(if_not_exists(#s_1, :s_1), :s_2)",
            {":s_1": [], ":s_2": [1]},
        ),
        (
            n.ListAppend(n.Value([1]), n.IfNotExists(A, n.Value([]))),
            "SET #s_1 = list_append(:s_1, if_not_exists(#s_1, :s_2))",
            {":s_1": [1], ":s_2": []},
        ),
    ],
)
def test_what_is_set_is_written(value: n.SetValue, text: str, values: dict[str, Any]) -> None:
    printed = print_update(n.Update(set=(n.SetAction(A, value),)))
    assert (printed.text, printed.values) == (text, values)


def test_the_clauses_stand_in_order_each_with_placeholders_of_its_own() -> None:
    update = n.Update(
        delete=(n.DeleteAction(A, n.Value({"x"})),),
        add=(n.AddAction(A, ONE), n.AddAction(B, TWO)),
        remove=(n.RemoveAction(n.Path(("a", 1))), n.RemoveAction(B)),
        set=(n.SetAction(A, ONE), n.SetAction(n.Path(("a", 0, "b")), TWO)),
    )
    assert print_update(update) == Printed(
        "SET #s_1 = :s_1, #s_1[0].#s_2 = :s_2 REMOVE #r_1[1], #r_2 ADD #a_1 :a_1, #a_2 :a_2 DELETE #d_1 :d_1",
        {"#s_1": "a", "#s_2": "b", "#r_1": "a", "#r_2": "b", "#a_1": "a", "#a_2": "b", "#d_1": "a"},
        {":s_1": 1, ":s_2": 2, ":a_1": 1, ":a_2": 2, ":d_1": {"x"}},
    )


def test_an_empty_update_is_no_text() -> None:
    assert print_update(n.Update()) == Printed("", {}, {})


def test_values_of_the_tree_are_equal_as_dynamodb_has_it() -> None:
    assert n.Value(b"a") == n.Value(bytearray(b"a"))
    assert n.Value({1}) != n.Value({2})
    assert n.Value(True) != ONE
    assert len({n.Value([1]), n.Value([1]), n.Value([2])}) == 2
