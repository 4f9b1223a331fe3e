"""UpdateItem: actions, and containers updated in part (spec/actions.md §5.3, §5.4)."""

from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox.expressions.printer import Printed
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.transformers import json_stringify, prefix
from dynamodb_toolbox.schema.update import actions as a
from dynamodb_toolbox.schema.update.actions import (
    add,
    append,
    delete,
    get,
    prepend,
    remove,
    set_,
    subtract,
    sum_,
)
from dynamodb_toolbox.schema.update.extend import extend_update
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused
from tests.schema.update import language

POKEMON = s.map({"id": s.string().saved_as("_id"), "level": s.number().optional()})
ITEM = s.item(
    {
        "name": s.string().saved_as("_n").transform(prefix("N")),
        "flag": s.boolean().optional(),
        "lvl": s.number(),
        "capped": s.number().enum(1, 2).validate(lambda _: False).update_validate(lambda _: False),
        "prev": s.number().saved_as("_p"),
        "a": s.string(),
        "b": s.string(),
        "opt": s.string().optional(),
        "tags": s.set(s.string().transform(prefix("T"))),
        "l": s.list(s.string().transform(prefix("L"))).saved_as("_l").optional(),
        "o": s.list(s.string()),
        "deep": s.list(POKEMON),
        "tpl": s.tuple(s.string(), s.number(), s.string().clone(required="never")),
        "m": s.map(
            {
                "a": s.number(),
                "b": s.number().optional(),
                "in": s.map({"x": s.any().saved_as("_x").optional()}).optional(),
            }
        ).optional(),
        "strict": s.map({"id": s.string().required("always"), "x": s.any()}),
        "filled": s.map({"d": s.string().update_default("D"), "k": s.any()}),
        "rec": s.record(s.string().enum("k", "j").transform(prefix("K")), s.number()),
        "any": s.any(),
        "json": s.any().transform(json_stringify()),
        "u": s.any_of(
            s.map({"t": s.any().optional(), "x": s.number().optional()}),
            s.map({"t": s.any().optional(), "y": s.list(s.number()).optional()}),
        ),
    }
)
NO_DEFAULTS = ITEM.omit("filled")


def text_of(item: Any) -> str:
    return language.text_of(ITEM, item, extend_update)


def parsed(item: Any) -> Any:
    return language.parsed(ITEM, item, extend_update)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({}, ""),
        ({"name": "x"}, "SET _n = 'N#x'"),
        ({"flag": remove()}, "REMOVE flag"),
        ({"lvl": 1.5}, "SET lvl = Decimal('1.5')"),
        ({"lvl": add(1)}, "ADD lvl 1"),
        ({"tags": {"a"}}, "SET tags = {'T#a'}"),
        ({"tags": add({"a"})}, "ADD tags {'T#a'}"),
        ({"tags": delete({"a"})}, "DELETE tags {'T#a'}"),
        ({"prev": get("lvl")}, "SET _p = lvl"),
        ({"prev": get("lvl", 1)}, "SET _p = if_not_exists(lvl, 1)"),
        ({"b": get("a", get("name", "z"))}, "SET b = if_not_exists(a, if_not_exists(_n, 'z'))"),
        ({"name": get("name", "v")}, "SET _n = if_not_exists(_n, 'N#v')"),
        (
            {"lvl": sum_(get("prev", 5), get("prev", 10))},
            "SET lvl = if_not_exists(_p, 5) + if_not_exists(_p, 10)",
        ),
        ({"lvl": sum_(1, 0.5)}, "SET lvl = 1 + Decimal('0.5')"),
        ({"lvl": subtract(10, get("prev"))}, "SET lvl = 10 - _p"),
        ({"capped": add(7)}, "ADD capped 7"),
        ({"capped": sum_(3, 4)}, "SET capped = 3 + 4"),
        ({"l": append(["1", "2"])}, "SET _l = list_append(if_not_exists(_l, []), ['L#1', 'L#2'])"),
        ({"l": prepend(["1"])}, "SET _l = list_append(['L#1'], if_not_exists(_l, []))"),
        (
            {"l": append(get("o", ["1"]))},
            "SET _l = list_append(if_not_exists(_l, []), if_not_exists(o, ['L#1']))",
        ),
        ({"l": set_(["1"])}, "SET _l = ['L#1']"),
        ({"l": remove()}, "REMOVE _l"),
        ({"l": [MISSING, remove(), "z"]}, "SET _l[2] = 'L#z' REMOVE _l[1]"),
        ({"l": {0: "a", "2": remove()}}, "SET _l[0] = 'L#a' REMOVE _l[2]"),
        ({"l": []}, ""),
        ({"l": {}}, ""),
        ({"deep": {1: {"id": "foo"}}}, "SET deep[1]._id = 'foo'"),
        ({"deep": {1: {"level": add(2)}}}, "ADD deep[1].level 2"),
        (
            {"deep": append([{"id": "x", "zz": 1}])},
            "SET deep = list_append(if_not_exists(deep, []), [{'_id': 'x'}])",
        ),
        ({"deep": {0: get("any.x")}}, "SET deep[0] = any.x"),
        ({"tpl": ["a", 2, remove(), "dropped"]}, "SET tpl[0] = 'a', tpl[1] = 2 REMOVE tpl[2]"),
        ({"tpl": {1: add(1)}}, "ADD tpl[1] 1"),
        ({"tpl": set_(["a", 1, "c"])}, "SET tpl = ['a', 1, 'c']"),
        ({"m": {"a": 1, "b": remove()}}, "SET m.a = 1 REMOVE m.b"),
        ({"m": {"in": {"x": 1}, "zz": 2}}, "SET m.in._x = 1"),
        ({"m": {}}, ""),
        ({"m": set_({"a": 1})}, "SET m = {'a': 1}"),
        ({"m": {"in": set_({"x": 1})}}, "SET m.in = {'_x': 1}"),
        ({"m": remove()}, "REMOVE m"),
        ({"filled": {"k": 1}}, "SET filled.d = 'D', filled.k = 1"),
        ({"rec": {"k": get("lvl")}}, "SET rec.K#k = lvl"),
        ({"rec": {"k": remove(), "j": add(1)}}, "REMOVE rec.K#k ADD rec.K#j 1"),
        ({"rec": {"k": MISSING}}, ""),
        ({"rec": {}}, ""),
        ({"rec": set_({"k": 1, "j": 2})}, "SET rec = {'K#k': 1, 'K#j': 2}"),
        ({"any": {"k": 1, "l": ["x"]}}, "SET any.k = 1, any.l[0] = 'x'"),
        ({"any": {"k": set_({"a": 1})}}, "SET any.k = {'a': 1}"),
        ({"any": set_({"a": 0.5})}, "SET any = {'a': Decimal('0.5')}"),
        ({"any": append([1])}, "SET any = list_append(if_not_exists(any, []), [1])"),
        ({"any": add(1)}, "ADD any 1"),
        ({"any": None}, "SET any = None"),
        ({"json": {"a": 1}}, "SET json = '{\"a\":1}'"),
        ({"u": {"y": [1]}}, "SET u.y[0] = 1"),
        ({"u": {"y": append([1])}}, "SET u.y = list_append(if_not_exists(u.y, []), [1])"),
        ({"u": {"x": add(1), "t": 2}}, "SET u.t = 2 ADD u.x 1"),
    ],
)
def test_an_update(item: Any, text: str) -> None:
    assert text_of(item) == text


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"l": ["a", MISSING, remove()]}, {"l": {0: "a", 2: remove()}}),
        ({"l": {"1": "b"}}, {"l": {1: "b"}}),
        ({"l": append(["a"])}, {"l": append(["a"])}),
        ({"name": "x", "zz": 1}, {"name": "x"}),
        ({"lvl": add(1)}, {"lvl": a.Add(1)}),
        ({"prev": get("lvl", 1)}, {"prev": a.Get("lvl", 1)}),
        ({"rec": {"k": 1}}, {"rec": {"k": 1}}),
        ({"m": set_({"a": 1, "zz": 2})}, {"m": set_({"a": 1})}),
    ],
)
def test_what_is_parsed_shows_the_actions(item: Any, expected: Any) -> None:
    assert parsed(item) == expected


def test_clauses_follow_the_schema_and_share_names_only_within() -> None:
    item = {
        "tags": delete({"x"}),
        "lvl": add(1),
        "flag": remove(),
        "prev": get("lvl"),
        "a": "x",
        "m": {"a": 1},
    }
    assert language.printed(NO_DEFAULTS, item, extend_update) == Printed(
        "SET #s_1 = #s_2, #s_3 = :s_1, #s_4.#s_3 = :s_2 REMOVE #r_1 ADD #a_1 :a_1 DELETE #d_1 :d_1",
        {
            "#s_1": "_p",
            "#s_2": "lvl",
            "#s_3": "a",
            "#s_4": "m",
            "#r_1": "flag",
            "#a_1": "lvl",
            "#d_1": "tags",
        },
        {":s_1": "x", ":s_2": 1, ":a_1": 1, ":d_1": {"T#x"}},
    )


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"a": remove()}, "a"),
        ({"lvl": remove()}, "lvl"),
        ({"m": {"a": remove()}}, "m.a"),
        ({"tpl": {0: remove()}}, "tpl[0]"),
        ({"strict": {"x": 1}}, "strict.id"),
        ({"m": set_({"b": 1})}, "m.$SET.a"),
        ({"l": set_(["a", MISSING])}, "l.$SET[1]"),
        ({"rec": set_({"k": 1})}, "rec.$SET.j"),
        ({"deep": append([{"level": 1}])}, "deep.$APPEND[0].id"),
        ({"deep": {0: set_({"level": 1})}}, "deep.0.$SET.id"),
        ({"l": set_(MISSING)}, "l.$SET"),
    ],
)
def test_what_is_required(item: Any, path: str) -> None:
    with refused("parsing.attributeRequired", path):
        parsed(item)


@pytest.mark.parametrize(
    ("item", "path", "received"),
    [
        ({"lvl": add("1")}, "lvl.$ADD", "1"),
        ({"lvl": add(get("prev"))}, "lvl.$ADD", get("prev")),
        ({"lvl": sum_(1, "2")}, "lvl.$SUM[1]", "2"),
        ({"lvl": subtract("1", 2)}, "lvl.$SUBTRACT[0]", "1"),
        ({"lvl": sum_(get("prev", "x"), 1)}, "lvl.$SUM[0].$GET[1]", "x"),
        ({"tags": add(["a"])}, "tags.$ADD", ["a"]),
        ({"tags": add({1})}, "tags.$ADD[0]", 1),
        ({"tags": delete("a")}, "tags.$DELETE", "a"),
        ({"l": append([1])}, "l.$APPEND[0]", 1),
        ({"l": prepend(["a", 1])}, "l.$PREPEND[1]", 1),
        ({"l": append("a")}, "l.$APPEND", "a"),
        ({"l": append(get("o", [1]))}, "l.$APPEND.$GET[1][0]", 1),
        ({"l": [1]}, "l.0", 1),
        ({"l": {2: add(1)}}, "l.2", add(1)),
        ({"l": {"foo": "a"}}, "l", "foo"),
        ({"l": {-1: "a"}}, "l", -1),
        ({"l": {1.5: "a"}}, "l", 1.5),
        ({"l": {"1abc": "a"}}, "l", "1abc"),
        ({"l": {True: "a"}}, "l", True),
        ({"l": set_("a")}, "l.$SET", "a"),
        ({"l": "a"}, "l", "a"),
        ({"tpl": [1]}, "tpl[0]", 1),
        ({"tpl": {3: "a"}}, "tpl", 3),
        ({"tpl": {"x": "a"}}, "tpl", "x"),
        ({"m": {"a": "1"}}, "m.a", "1"),
        ({"m": set_({"a": "1"})}, "m.$SET.a", "1"),
        ({"m": set_({"a": add(1)})}, "m.$SET.a", add(1)),
        ({"rec": {"k": "1"}}, "rec.k", "1"),
        ({"rec": {"z": 1}}, "rec.z", "z"),
        ({"rec": {None: 1}}, "rec.None", None),
        ({"rec": set_({"z": 1})}, "rec.$SET.z", "z"),
        ({"prev": get("lvl", "x")}, "prev.$GET[1]", "x"),
        ({"prev": get("lvl", add(1))}, "prev.$GET[1]", add(1)),
        ({"prev": get(1)}, "prev.$GET[0]", 1),  # type: ignore[arg-type]  # what it refuses
        ({"l": append([get("a")])}, "l.$APPEND[0]", get("a")),
    ],
)
def test_what_is_wrong_in_an_action_is_told_with_its_path(item: Any, path: str, received: Any) -> None:
    with refused("parsing.invalidAttributeInput", path) as caught:
        parsed(item)
    assert caught.value.payload["received"] == received


EVERY = [add(1), delete({"a"}), append(["a"]), prepend(["a"]), sum_(1, 2), subtract(1, 2)]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *[("a", action) for action in (*EVERY, set_("x"))],
        *[("flag", action) for action in (*EVERY, set_(True))],
        *[("lvl", action) for action in (append([1]), delete({1}), set_(1))],
        *[("tags", action) for action in (append(["a"]), sum_(1, 2), set_({"a"}))],
        *[("l", action) for action in (add(1), delete({"a"}), sum_(1, 2))],
        *[("tpl", action) for action in EVERY],
        *[("m", action) for action in EVERY],
        *[("rec", action) for action in EVERY],
        *[("json", action) for action in (*EVERY, set_({"a": 1}))],
        *[("u", action) for action in EVERY],
    ],
)
def test_an_action_that_the_type_does_not_know_is_refused_not_ignored(name: str, wrong: Any) -> None:
    with refused("parsing.invalidAttributeInput", name):
        parsed({name: wrong})


@pytest.mark.parametrize("path", ["nope", "lvl.x", "l[", "tpl[5]"])
def test_a_reference_must_lead_somewhere(path: str) -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": path}):
        text_of({"prev": get(path)})


def test_a_reference_into_a_union_takes_the_first_path() -> None:
    assert text_of({"any": get("u.t")}) == "SET any = u.t"


def test_names_of_any_kind_arrive_whole() -> None:
    schema = s.item(
        {
            "a b": s.number().saved_as("$/é"),
            "r": s.record(s.string(), s.number()),
            "c.d": s.number().optional(),
        }
    )
    item = {"a b": get("['c.d']", 0), "r": {"x.y[0]'": 1}, "c.d": remove()}
    assert language.printed(schema, item, extend_update) == Printed(
        "SET #s_1 = if_not_exists(#s_2, :s_1), #s_3.#s_4 = :s_2 REMOVE #r_1",
        {"#s_1": "$/é", "#s_2": "c.d", "#s_3": "r", "#s_4": "x.y[0]'", "#r_1": "c.d"},
        {":s_1": 0, ":s_2": 1},
    )


def test_defaults_and_links_may_be_actions_and_links_are_given_them() -> None:
    schema = s.item(
        {
            "n": s.number().update_default(lambda: add(1)),
            "seen": s.any().update_link(lambda item: type(item["n"]).__name__),
            "l": s.list(s.any()).update_link(lambda _: append([1])),
        }
    )
    assert language.text_of(schema, {}, extend_update) == (
        "SET seen = 'Add', l = list_append(if_not_exists(l, []), [1]) ADD n 1"
    )
    assert (
        language.text_of(schema, {"n": 5, "l": set_([])}, extend_update) == "SET n = 5, seen = 'int', l = []"
    )


def test_a_number_in_an_action_is_stored_as_any_other() -> None:
    found = language.printed(ITEM, {"lvl": add(0.1)}, extend_update)
    assert found.values == {":a_1": Decimal("0.1")}
