"""`check`: every error code of spec/schema.md §5, with its path and payload."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.transformers import trim
from tests.refusals import refused

STR = s.string()


@pytest.mark.parametrize(
    ("schema", "prop", "received"),
    [
        (STR.clone(hidden="yes"), "hidden", "yes"),
        (STR.clone(key=1), "key", 1),
        (STR.clone(saved_as=3), "saved_as", 3),
        (s.number().clone(big="yes"), "big", "yes"),
        (s.record(STR, STR).clone(partial=0), "partial", 0),
        (s.map({}).clone(hidden=1), "hidden", 1),
        (s.any_of(STR).clone(hidden=1), "hidden", 1),
    ],
)
def test_an_invalid_property(schema: Attribute, prop: str, received: Any) -> None:
    with refused("schema.invalidProp", "p", payload={"propName": prop, "received": received}):
        check(schema, "p")


def test_an_invalid_required() -> None:
    payload = {"propName": "required", "expected": "never, at_least_once, always", "received": "x"}
    with refused("schema.invalidProp", "p", payload=payload):
        check(STR.clone(required="x"), "p")


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (s.string().enum("a", 1), 1),
        (s.number().enum(1, "a"), "a"),
        (s.number().enum(1, True), True),
        (s.number().enum(float("nan")), float("nan")),
        (s.boolean().enum(True, 1), 1),
        (s.binary().enum(b"a", "a"), "a"),
        (s.null().enum(None, 0), 0),
    ],
)
def test_an_enum_value_of_another_type(schema: Attribute, value: Any) -> None:
    with refused("schema.primitive.invalidEnumValueType", "p"):
        check(schema, "p")


def test_what_is_said_of_an_enum_value_of_another_type() -> None:
    payload = {"expectedType": "string", "enumValue": 1}
    with refused("schema.primitive.invalidEnumValueType", "p", payload=payload):
        check(s.string().enum("a", 1), "p")


@pytest.mark.parametrize("slot", ["key_default", "put_default", "update_default"])
@pytest.mark.parametrize("value", [None, 1, b"a", True])
def test_a_default_of_another_type(slot: str, value: Any) -> None:
    payload = {"expectedType": "string", "defaultValue": value}
    with refused("schema.primitive.invalidDefaultValueType", "p", payload=payload):
        check(STR.clone(**{slot: value}), "p")


@pytest.mark.parametrize("slot", ["key_default", "put_default", "update_default"])
def test_a_default_outside_the_enum(slot: str) -> None:
    payload = {"enumValues": ["a", "b"], "defaultValue": "c"}
    with refused("schema.primitive.invalidDefaultValueRange", "p", payload=payload):
        check(STR.enum("a", "b").clone(**{slot: "c"}), "p")


@pytest.mark.parametrize(
    "schema",
    [
        s.string().default(lambda: 1),
        s.binary().const(bytearray(b"a")),
        s.number().enum(1, 2.5).default(1),
        s.any().default(None),
        s.map({"a": STR.optional()}).default({}),
    ],
)
def test_functions_and_other_types_are_free_in_their_defaults(schema: Attribute) -> None:
    check(schema, "p")
    assert schema.checked


OPTIONAL, HIDDEN, SAVED = STR.optional(), STR.hidden(), STR.saved_as("_x")
ALWAYS = STR.required("always")
FILLED = [
    STR.key_default("a"),
    STR.put_default("a"),
    STR.update_default("a"),
    STR.key_link(lambda _: "a"),
    STR.put_link(lambda _: "a"),
    STR.update_link(lambda _: "a"),
]


@pytest.mark.parametrize(
    ("schema", "code"),
    [
        *[(s.set(element), "set.optionalElements") for element in (OPTIONAL, ALWAYS)],
        (s.set(HIDDEN), "set.hiddenElements"),
        (s.set(SAVED), "set.savedAsElements"),
        *[(s.set(element), "set.defaultedElements") for element in FILLED],
        (s.list(OPTIONAL), "list.optionalElements"),
        (s.list(HIDDEN), "list.hiddenElements"),
        (s.list(SAVED), "list.savedAsElements"),
        *[(s.list(element), "list.defaultedElements") for element in FILLED],
        (s.tuple(), "tuple.missingElements"),
        (s.tuple(STR, OPTIONAL), "tuple.optionalElements"),
        (s.tuple(STR, HIDDEN), "tuple.hiddenElements"),
        (s.tuple(STR, SAVED), "tuple.savedAsElements"),
        (s.map({"a": STR, "b": STR.saved_as("a")}), "map.duplicateSavedAs"),
        (s.item({"a": SAVED, "b": SAVED}), "item.duplicateSavedAs"),
        (s.record(s.number(), STR), "record.invalidKeys"),  # type: ignore[arg-type]  # what it refuses
        (s.record(STR.key().required(), STR), "record.keyKeys"),
        *[(s.record(keys, STR), "record.optionalKeys") for keys in (OPTIONAL, ALWAYS)],
        (s.record(HIDDEN, STR), "record.hiddenKeys"),
        (s.record(SAVED, STR), "record.savedAsKeys"),
        *[(s.record(keys, STR), "record.defaultedKeys") for keys in FILLED],
        (s.record(STR, STR.key().required()), "record.keyElements"),
        *[(s.record(STR, element), "record.optionalElements") for element in (OPTIONAL, ALWAYS)],
        (s.record(STR, HIDDEN), "record.hiddenElements"),
        (s.record(STR, SAVED), "record.savedAsElements"),
        *[(s.record(STR, element), "record.defaultedElements") for element in FILLED],
        (s.any_of(), "anyOf.missingElements"),
        (s.any_of(STR, OPTIONAL), "anyOf.optionalElements"),
        (s.any_of(STR, HIDDEN), "anyOf.hiddenElements"),
        (s.any_of(STR, SAVED), "anyOf.savedAsElements"),
        *[(s.any_of(STR, element), "anyOf.defaultedElements") for element in FILLED],
    ],
)
def test_what_children_may_not_be(schema: Schema, code: str) -> None:
    with refused(f"schema.{code}", "p"):
        check(schema, "p")


def test_two_attributes_saved_under_one_name_are_named() -> None:
    with refused("schema.map.duplicateSavedAs", "p", payload={"savedAs": "a"}):
        check(s.map({"a": STR, "b": STR.saved_as("a")}), "p")


@pytest.mark.parametrize(
    "schema",
    [
        s.list(ALWAYS),
        s.tuple(ALWAYS, *FILLED),
        s.any_of(ALWAYS),
        s.any_of(s.map({"a": STR.default("a"), "b": HIDDEN, "c": SAVED, "d": OPTIONAL})),
        s.set(HIDDEN.hidden(False)),
        s.list(OPTIONAL.required()),
        s.map({"a": STR.saved_as("b"), "b": STR.saved_as("a")}),
        s.map({}),
    ],
)
def test_what_children_may_be(schema: Schema) -> None:
    check(schema)
    assert schema.checked


BAD = STR.enum(1)


@pytest.mark.parametrize(
    ("schema", "path", "bare_path"),
    [
        (BAD, "p", None),
        (s.map({"a": BAD}), "p.a", "a"),
        (s.item({"a": s.map({"b.c": BAD})}), "p.a.b.c", "a.b.c"),
        (s.list(BAD), "p[n]", "[n]"),
        (s.set(BAD), "p[x]", "[x]"),
        (s.tuple(STR, BAD), "p[1]", "[1]"),
        (s.any_of(STR, BAD), "p[1]", "[1]"),
        (s.record(BAD, STR), "p (KEY)", None),
        (s.record(STR, BAD), "p[string]", "[string]"),
        (s.list(s.map({"a": s.tuple(s.record(STR, BAD))})), "p[n].a[0][string]", "[n].a[0][string]"),
    ],
)
def test_the_path_leads_to_the_fault(schema: Schema, path: str, bare_path: str | None) -> None:
    with refused("schema.primitive.invalidEnumValueType", path):
        check(schema, "p")
    with refused("schema.primitive.invalidEnumValueType", bare_path):
        check(schema)


def test_the_first_fault_is_told() -> None:
    with refused("schema.invalidProp", "a"):
        check(s.item({"a": STR.clone(hidden=1, key=1), "b": BAD}))
    with refused("schema.item.duplicateSavedAs", None):
        check(s.item({"a": BAD, "b": STR.saved_as("a")}))


def test_a_schema_is_checked_once_with_its_children() -> None:
    child = s.string()
    schema = s.item({"a": s.list(child)})
    check(schema)
    assert child.checked
    child.props = BAD.props
    check(schema)
    assert schema.checked


KIND = s.string().enum("a")


@pytest.mark.parametrize(
    "elements",
    [
        [s.map({"k": KIND}), s.map({"other": KIND})],
        [s.map({"k": KIND}), s.map({"k": STR})],
        [s.map({"k": KIND.optional()})],
        [s.map({"k": KIND.transform(trim())})],
        [s.map({"k": KIND}), s.map({"k": KIND.saved_as("_k")})],
        [s.map({"k": s.number().enum(1)})],
        [s.map({"k": KIND}), STR],
        [s.map({"k": KIND}), s.any_of(s.map({"other": KIND}))],
    ],
)
def test_what_cannot_discriminate(elements: list[Attribute]) -> None:
    with refused("schema.anyOf.invalidDiscriminator", "p", payload={"discriminator": "k"}):
        check(s.any_of(*elements).discriminate("k"), "p")


@pytest.mark.parametrize(
    "elements",
    [
        [s.map({"k": KIND}), s.map({"k": s.string().const("b")})],
        [s.map({"k": KIND.saved_as("_k")}), s.any_of(s.map({"k": s.string().enum("b").saved_as("_k")}))],
        [s.map({"k": KIND.required("always")})],
    ],
)
def test_what_can_discriminate(elements: list[Attribute]) -> None:
    union = s.any_of(*elements).discriminate("k")
    check(union)
    assert union.checked


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        (s.item({"a": s.item({})}), "a"),  # type: ignore[dict-item]  # what it refuses
        (s.item({"a": s.list(s.item({}))}), "a[n]"),  # type: ignore[arg-type]  # same
    ],
)
def test_an_item_stands_at_the_root_only(schema: Schema, path: str) -> None:
    with refused("schema.item.nested", path):
        check(schema)


def test_a_value_of_the_discriminator_names_one_element() -> None:
    first = s.map({"kind": s.string().enum("a", "b")})
    second = s.any_of(s.map({"kind": s.string().enum("b", "c")}))
    with refused("schema.anyOf.invalidDiscriminator", "p", payload={"discriminator": "kind"}):
        check(s.any_of(first, second).discriminate("kind"), "p")
