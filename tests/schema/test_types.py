"""The schema language: types, properties and modifiers (spec/schema.md §2 to §4)."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Props
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused

EVERY: dict[str, Attribute] = {
    "any": s.any(),
    "null": s.null(),
    "boolean": s.boolean(),
    "number": s.number(),
    "string": s.string(),
    "binary": s.binary(),
    "set": s.set(s.string()),
    "list": s.list(s.string()),
    "tuple": s.tuple(s.string()),
    "map": s.map({"a": s.string()}),
    "record": s.record(s.string(), s.string()),
    "anyOf": s.any_of(s.string()),
}
every = pytest.mark.parametrize("schema", EVERY.values(), ids=EVERY)


def test_a_type_has_the_reference_s_name() -> None:
    assert {schema.type: schema for schema in EVERY.values()} == EVERY
    assert s.item({}).type == "item"


@every
def test_a_new_schema_has_no_property(schema: Attribute) -> None:
    assert schema.props == Props()


@every
@pytest.mark.parametrize(
    ("modifier", "args", "props"),
    [
        ("required", (), {"required": "at_least_once"}),
        ("required", ("always",), {"required": "always"}),
        ("optional", (), {"required": "never"}),
        ("hidden", (), {"hidden": True}),
        ("hidden", (False,), {"hidden": False}),
        ("key", (), {"key": True, "required": "always"}),
        ("key", (False,), {"key": False, "required": None}),
        ("saved_as", ("_x",), {"saved_as": "_x"}),
        ("default", (1,), {"put_default": 1, "key_default": MISSING}),
        ("key_default", (1,), {"key_default": 1}),
        ("put_default", (1,), {"put_default": 1}),
        ("update_default", (1,), {"update_default": 1}),
        ("link", (len,), {"put_link": len, "key_link": None}),
        ("key_link", (len,), {"key_link": len}),
        ("put_link", (len,), {"put_link": len}),
        ("update_link", (len,), {"update_link": len}),
        ("validate", (bool,), {"put_validators": (bool,), "key_validators": ()}),
        ("key_validate", (bool,), {"key_validators": (bool,)}),
        ("put_validate", (bool,), {"put_validators": (bool,)}),
        ("update_validate", (bool,), {"update_validators": (bool,)}),
    ],
)
def test_a_modifier_gives_a_new_schema(
    schema: Attribute, modifier: str, args: tuple[Any, ...], props: dict[str, Any]
) -> None:
    modified = getattr(schema, modifier)(*args)
    assert type(modified) is type(schema)
    assert {name: getattr(modified.props, name) for name in props} == props
    assert schema.props == Props()


@pytest.mark.parametrize(
    ("schema", "props"),
    [
        (s.number().big(), {"big": True}),
        (s.number().big(False), {"big": False}),
        (s.record(s.string(), s.any()).partial(), {"partial": True}),
        (s.any_of(s.map({})).discriminate("kind"), {"discriminator": "kind"}),
        (s.string().enum("a").enum("b", "c"), {"enum": ("b", "c")}),
        (s.string().const("a"), {"enum": ("a",), "put_default": "a"}),
        (s.string().key().const("a"), {"enum": ("a",), "key_default": "a", "put_default": MISSING}),
        (s.any().transform(prefix("P")), {"transform": prefix("P")}),
        (s.string().key().default("a"), {"key_default": "a", "put_default": MISSING}),
        (s.string().default("a").key(), {"key_default": MISSING, "put_default": "a"}),
        (s.string().key().link(str), {"key_link": str, "put_link": None}),
        (s.string().key().validate(bool), {"key_validators": (bool,), "put_validators": ()}),
        (s.string().key().optional(), {"key": True, "required": "never"}),
        (s.string().optional().required(), {"required": "at_least_once"}),
        (s.string().required("never").key(), {"required": "always"}),
        (s.string().saved_as("_a").saved_as(None), {"saved_as": None}),
        (s.string().validate(bool).validate(str), {"put_validators": (bool, str)}),
    ],
)
def test_modifiers_combine(schema: Attribute, props: dict[str, Any]) -> None:
    assert {name: getattr(schema.props, name) for name in props} == props


def test_key_false_leaves_required_alone() -> None:
    assert s.string().optional().key(False).props.required == "never"


def test_a_modifier_on_a_checked_schema_gives_an_unchecked_one() -> None:
    schema = s.string()
    check(schema)
    assert schema.checked
    assert not schema.optional().checked


@every
def test_clone_sets_properties_anew_and_shares_the_children(schema: Attribute) -> None:
    clone = schema.hidden().clone(hidden=None, saved_as="_x")
    assert clone.props == Props(saved_as="_x")
    children = {name: child for name, child in vars(schema).items() if name not in {"props", "checked"}}
    assert all(getattr(clone, name) is child for name, child in children.items())


def test_props_may_be_given_at_once() -> None:
    props = Props(required="never", saved_as="_s", enum=("a",))
    assert s.string(required="never", saved_as="_s", enum=["a"]).props == props
    assert s.set(s.string(), required="never").props == s.map({}, required="never").props


@every
def test_build_hands_the_schema_over(schema: Attribute) -> None:
    assert schema.build(Parser).schema is schema


def test_the_text_of_a_schema_tells_what_is_set() -> None:
    assert repr(s.string().saved_as("_a").optional()) == "StringSchema(required='never', saved_as='_a')"


LINKED = s.map(
    {
        "a": s.string().key_link(str).put_link(str).update_link(str).default("A").validate(bool),
        "b": s.number(),
        "c": s.map({"d": s.string().link(str)}),
    }
).optional()


def test_pick_keeps_the_order_given_and_ignores_unknown_names() -> None:
    assert list(LINKED.pick("c", "nope", "a").attributes) == ["c", "a"]


def test_omit_keeps_the_original_order() -> None:
    assert list(LINKED.omit("b", "nope").attributes) == ["a", "c"]


@pytest.mark.parametrize("picked", [LINKED.pick("a"), LINKED.omit("b", "c")])
def test_pick_and_omit_reset_links_but_not_defaults_nor_validators(picked: Any) -> None:
    props = picked.attributes["a"].props
    assert (props.key_link, props.put_link, props.update_link) == (None, None, None)
    assert (props.put_default, props.put_validators) == ("A", (bool,))
    assert picked.props.required == "never"


def test_and_replaces_in_place_and_appends() -> None:
    merged = LINKED.and_({"b": s.string(), "e": s.any()})
    assert [(name, child.type) for name, child in merged.attributes.items()] == [
        ("a", "string"),
        ("b", "string"),
        ("c", "map"),
        ("e", "any"),
    ]
    assert merged.attributes["a"].props.put_link is str
    assert merged.props.required == "never"
    assert (s.item({"a": s.any()}) & {"b": s.any()}).attributes.keys() == {"a", "b"}


def test_and_may_be_a_function_of_the_schema_so_far() -> None:
    merged = LINKED.and_(lambda before: {f"{name}2": child for name, child in before.attributes.items()})
    assert list(merged.attributes) == ["a", "b", "c", "a2", "b2", "c2"]


def test_pick_and_omit_and_and_leave_the_original_alone() -> None:
    assert list(LINKED.attributes) == ["a", "b", "c"]
    assert LINKED.attributes["a"].props.put_link is str


def test_key_attributes_follow_pick_and_and() -> None:
    item = s.item({"id": s.string().key(), "n": s.number()})
    assert list(item.key_attributes) == ["id"]
    assert list(item.pick("n").key_attributes) == []
    assert list(item.and_({"n": s.number().key()}).key_attributes) == ["id", "n"]


def test_saved_name_is_the_name_unless_renamed() -> None:
    item = s.item({"a": s.string().saved_as("_a"), "b": s.string()})
    assert [item.saved_name("a"), item.saved_name("b")] == ["_a", "b"]


@pytest.mark.parametrize("required", ["sometimes", 1])
def test_an_unknown_required_is_found_by_check_not_by_the_constructor(required: Any) -> None:
    item = s.item({"a": s.string().required(required)})
    payload = {"propName": "required", "expected": "never, at_least_once, always", "received": required}
    with refused("schema.invalidProp", "a", payload=payload):
        check(item)
