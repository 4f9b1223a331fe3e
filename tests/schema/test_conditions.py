"""Conditions as dicts → text with stored names and encoded values (spec/schema.md §10)."""

from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox.expressions.printer import Printed, print_condition
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.conditions import ConditionParser
from dynamodb_toolbox.schema.operands import ref
from dynamodb_toolbox.schema.transformers import json_stringify, prefix, suffix
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused

ITEM = s.item(
    {
        "num": s.number(),
        "other": s.number().saved_as("_o"),
        "str": s.string().saved_as("_s").transform(prefix("P")),
        "suf": s.string().transform(suffix("S")),
        "en": s.string().enum("foo", "bar"),
        "short": s.string().validate(lambda value: len(value) < 3),
        "st": s.set(s.string().transform(prefix("E"))),
        "l": s.list(s.number()),
        "t": s.tuple(s.string().transform(prefix("T")), s.number()),
        "m": s.map({"a": s.string().saved_as("_a"), "b": s.any().optional()}),
        "opt": s.string().optional(),
        "null": s.null(),
        "bin": s.binary().enum(b"\x80"),
        "big": s.number().big(),
        "any": s.any(),
        "json": s.any().transform(json_stringify()),
        "odd": s.string().saved_as("first name"),
        "rec": s.record(s.string().transform(prefix("R")), s.number()),
        "u": s.any_of(s.map({"k": s.string()}), s.map({"k": s.string().saved_as("_k")})),
        "v": s.any_of(s.string().transform(prefix("V")), s.number(), s.set(s.number())),
    }
)


def printed(condition: Any) -> Printed:
    return print_condition(ConditionParser(ITEM).parse(condition))


def text_of(condition: Any) -> str:
    """The expression with names and values in the place of their placeholders."""
    result = printed(condition)
    text = result.text
    for token in sorted({**result.names, **result.values}, reverse=True):
        shown = result.names[token] if token[0] == "#" else repr(result.values[token])
        text = text.replace(token, shown)
    return text


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({"attr": "num", "eq": 1}, "num = 1"),
        ({"attr": "num", "ne": 1}, "num <> 1"),
        ({"attr": "num", "gte": 1}, "num >= 1"),
        ({"attr": "num", "gt": 1}, "num > 1"),
        ({"attr": "num", "lte": 1}, "num <= 1"),
        ({"attr": "num", "lt": 1}, "num < 1"),
        ({"attr": "num", "between": [1, 2]}, "num BETWEEN 1 AND 2"),
        ({"attr": "num", "in": [42, {"attr": "other"}]}, "num IN (42, _o)"),
        ({"attr": "num", "exists": True}, "attribute_exists(num)"),
        ({"attr": "num", "exists": False}, "attribute_not_exists(num)"),
        ({"attr": "num", "type": "N"}, "attribute_type(num, 'N')"),
        ({"attr": "null", "eq": None}, "null = None"),
        ({"attr": "str", "begins_with": "a"}, "begins_with(_s, 'P#a')"),
        ({"attr": "str", "begins_with": "a", "transform": False}, "begins_with(_s, 'a')"),
        ({"attr": "str", "eq": "a"}, "_s = 'P#a'"),
        ({"attr": "str", "gt": "a"}, "_s > 'P#a'"),
        ({"attr": "suf", "begins_with": "a"}, "begins_with(suf, 'a#S')"),
        ({"attr": "suf", "begins_with": "a", "transform": False}, "begins_with(suf, 'a')"),
        ({"attr": "str", "contains": "o"}, "contains(_s, 'o')"),
        ({"attr": "en", "contains": "o"}, "contains(en, 'o')"),
        ({"attr": "st", "contains": "f"}, "contains(st, 'E#f')"),
        ({"attr": "l", "contains": 1}, "contains(l, 1)"),
        ({"attr": "num", "in": [1, "x", 1, 2]}, "num IN (1, 2)"),
        ({"attr": "num", "in": (1, 1.0, Decimal(1))}, "num IN (1)"),
        ({"attr": "m", "eq": {"a": "1", "zz": 3}}, "m = {'_a': '1'}"),
        ({"attr": "m", "eq": {"a": "1"}, "transform": False}, "m = {'a': '1'}"),
        ({"attr": "m.a", "eq": "1"}, "m._a = '1'"),
        ({"attr": "any.foo[3].bar", "eq": {"x": 1}}, "any.foo[3].bar = {'x': 1}"),
        ({"attr": "json", "begins_with": "x"}, "begins_with(json, '\"x\"')"),
        ({"attr": "rec.foo bar", "eq": 1}, "rec.R#foo bar = 1"),
        ({"attr": "odd", "eq": "x"}, "first name = 'x'"),
        ({"size": "str", "gte": 3}, "size(_s) >= 3"),
        ({"size": "str", "gte": {"attr": "other"}}, "size(_s) >= _o"),
        ({"size": "st", "between": [1, 2]}, "size(st) BETWEEN 1 AND 2"),
        ({"size": "l", "in": [1, 2]}, "size(l) IN (1, 2)"),
        ({"value": 1, "between": [2, 3]}, "1 BETWEEN 2 AND 3"),
        ({"value": "str", "type": "S"}, "attribute_type('str', 'S')"),
        ({"value": "abc", "begins_with": "a"}, "begins_with('abc', 'a')"),
        ({"not": {"attr": "num", "eq": 1}}, "NOT (num = 1)"),
        ({"or": [{"attr": "num", "eq": 1}]}, "num = 1"),
        ({"and": [{"attr": "num", "eq": 1}, {"attr": "num", "eq": 1}]}, "(num = 1) AND (num = 1)"),
        (
            {
                "and": [
                    {"or": [{"attr": "num", "eq": 1}, {"attr": "l", "exists": True}]},
                    {"attr": "m", "exists": True},
                ]
            },
            "((num = 1) OR (attribute_exists(l))) AND (attribute_exists(m))",
        ),
    ],
)
def test_a_condition(condition: Any, text: str) -> None:
    assert text_of(condition) == text


def test_placeholders_are_numbered_in_the_order_of_the_text() -> None:
    condition = {
        "and": [{"attr": "num", "gte": 1}, {"size": "str", "ne": 3}, {"attr": "num", "between": [1, 2]}]
    }
    assert printed(condition) == Printed(
        "(#c_1 >= :c_1) AND (size(#c_2) <> :c_2) AND (#c_1 BETWEEN :c_3 AND :c_4)",
        {"#c_1": "num", "#c_2": "_s"},
        {":c_1": 1, ":c_2": 3, ":c_3": 1, ":c_4": 2},
    )


@pytest.mark.parametrize("reference", [{"attr": "other"}, ref("other")])
@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({"attr": "num", "eq": ...}, "num = _o"),
        ({"attr": "num", "between": [..., 2]}, "num BETWEEN _o AND 2"),
        ({"attr": "str", "begins_with": ...}, "begins_with(_s, _o)"),
        ({"attr": "st", "contains": ...}, "contains(st, _o)"),
        ({"size": "str", "eq": ...}, "size(_s) = _o"),
        ({"value": 1, "eq": ...}, "1 = _o"),
        ({"value": 1, "in": [2, ...]}, "1 IN (2, _o)"),
    ],
)
def test_an_operand_may_be_another_attribute_under_its_stored_name(
    condition: Any, text: str, reference: Any
) -> None:
    filled = {
        name: [reference if part is ... else part for part in operand]
        if isinstance(operand, list)
        else (reference if operand is ... else operand)
        for name, operand in condition.items()
    }
    assert text_of(filled) == text


def test_with_transform_true_a_dict_with_attr_is_a_literal() -> None:
    assert text_of({"attr": "any", "eq": {"attr": "num"}, "transform": True}) == "any = {'attr': 'num'}"
    assert text_of({"attr": "any", "eq": ref("num"), "transform": True}) == "any = num"
    assert text_of({"attr": "any", "eq": {"attr": 1}}) == "any = {'attr': 1}"


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({"attr": "u.k", "eq": "x"}, "(u.k = 'x') OR (u._k = 'x')"),
        ({"attr": "u.k", "ne": "x"}, "(u.k <> 'x') AND (u._k <> 'x')"),
        ({"attr": "u.k", "exists": True}, "(attribute_exists(u.k)) OR (attribute_exists(u._k))"),
        ({"attr": "u.k", "exists": False}, "(attribute_not_exists(u.k)) AND (attribute_not_exists(u._k))"),
        ({"not": {"attr": "u.k", "eq": "x"}}, "NOT ((u.k = 'x') OR (u._k = 'x'))"),
        ({"attr": "num", "eq": {"attr": "u.k"}}, "(num = u.k) OR (num = u._k)"),
        ({"attr": "v", "eq": 1}, "v = 1"),
        ({"attr": "v", "eq": "x"}, "v = 'V#x'"),
        ({"attr": "v", "in": ["x", 1]}, "v IN ('V#x', 1)"),
        ({"attr": "v", "contains": 1}, "contains(v, 1)"),
        ({"attr": "v", "contains": "x"}, "contains(v, 'x')"),
    ],
)
def test_a_union_answers_by_or_and_a_negation_by_and(condition: Any, text: str) -> None:
    assert text_of(condition) == text


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({"attr": "en", "begins_with": "f"}, "begins_with(en, 'f')"),
        ({"attr": "en", "gt": "c"}, "en > 'c'"),
        ({"attr": "short", "between": ["aaaa", "bbbb"]}, "short BETWEEN 'aaaa' AND 'bbbb'"),
        ({"attr": "short", "begins_with": "aaaa"}, "begins_with(short, 'aaaa')"),
    ],
)
def test_ranges_and_prefixes_need_not_be_valid_values(condition: Any, text: str) -> None:
    assert text_of(condition) == text


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({"attr": "big", "in": [2**60, 2**60 + 1]}, "big IN (1152921504606846976, 1152921504606846977)"),
        ({"attr": "any", "in": [{1}, {2}, {2}]}, "any IN ({1}, {2})"),
        ({"attr": "any", "in": [1, "1", True]}, "any IN (1, '1', True)"),
        ({"attr": "bin", "in": [bytearray(b"\x80")]}, "bin IN (bytearray(b'\\x80'))"),
        ({"attr": "t", "contains": "x"}, "contains(t, 'T#x')"),
        ({"attr": "t", "contains": 1}, "contains(t, 1)"),
        ({"attr": "num", "eq": 0.5}, "num = Decimal('0.5')"),
    ],
)
def test_literals_are_compared_and_kept_by_value(condition: Any, text: str) -> None:
    assert text_of(condition) == text


@pytest.mark.parametrize(
    "condition",
    [
        {},
        [],
        None,
        "num = 1",
        {"attr": "num"},
        {"eq": 1},
        {"attr": "num", "equals": 1},
        {"attr": "num", "gte": 1, "lte": 2},
        {"attr": "num", "eq": 1, "beginsWith": 2},
        {"attr": "num", "size": "num", "eq": 1},
        {"attr": 1, "eq": 1},
        {"attr": None, "eq": 1},
        {"size": ["num"], "eq": 1},
        {"and": []},
        {"or": []},
        {"and": {"attr": "num", "eq": 1}},
        {"and": [{"attr": "num", "eq": 1}], "or": [{"attr": "num", "eq": 1}]},
        {"and": [{"attr": "num", "eq": 1}], "attr": "num"},
        {"not": {}},
        {"not": {"attr": "num", "eq": 1}, "transform": True},
        {"and": [{"attr": "num", "eq": 1}, {}]},
        {"size": "str", "begins_with": "a"},
        {"size": "str", "contains": "a"},
        {"size": "str", "exists": True},
        {"size": "str", "type": "S"},
        {"value": 1, "exists": True},
        {"attr": "num", "in": []},
        {"attr": "num", "in": 1},
        {"attr": "num", "in": "12"},
        {"attr": "num", "between": [1]},
        {"attr": "num", "between": [1, 2, 3]},
        {"attr": "num", "between": 1},
        {"attr": "num", "in": list(range(101))},
        {"value": 1, "in": list(range(101))},
    ],
)
def test_what_is_no_condition_is_refused(condition: Any) -> None:
    with refused("actions.invalidCondition"):
        printed(condition)


def test_a_hundred_members_are_taken_repeats_not_counted() -> None:
    assert len(printed({"attr": "num", "in": [*range(100), *range(100)]}).values) == 100


@pytest.mark.parametrize(
    ("condition", "path"),
    [
        ({"attr": "nope", "eq": 1}, "nope"),
        ({"attr": "nope", "exists": True}, "nope"),
        ({"size": "nope", "eq": 1}, "nope"),
        ({"attr": "num.x", "eq": 1}, "num.x"),
        ({"attr": "num[", "eq": 1}, "num["),
        ({"attr": "num", "eq": "x"}, "num"),
        ({"attr": "num", "in": ["x", None]}, "num"),
        ({"attr": "num", "between": [1, "x"]}, "num"),
        ({"attr": "en", "eq": "c"}, "en"),
        ({"attr": "short", "eq": "long"}, "short"),
        ({"attr": "bin", "eq": b"a"}, "bin"),
        ({"attr": "m", "eq": {}}, "m"),
        ({"attr": "num", "eq": MISSING}, "num"),
        ({"attr": "opt", "in": [MISSING]}, "opt"),
        ({"size": "str", "gt": "x"}, "str"),
        ({"attr": "num", "eq": {"attr": "nope"}}, "nope"),
        ({"attr": "num", "eq": ref("num[")}, "num["),
        ({"value": 1, "eq": ref("nope")}, "nope"),
        ({"not": {"attr": "nope", "eq": 1}}, "nope"),
    ],
)
def test_a_path_that_leads_nowhere_or_a_value_it_does_not_take(condition: Any, path: str) -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": path}):
        printed(condition)


@pytest.mark.parametrize("code", ["s", "NUMBER", "", None, 1, ["S"]])
def test_an_unknown_type_code(code: Any) -> None:
    codes = ["S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"]
    with refused("parsing.invalidAttributeInput", payload={"received": code, "expected": codes}):
        printed({"attr": "num", "type": code})
