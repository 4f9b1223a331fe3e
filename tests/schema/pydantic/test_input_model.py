"""What `PydanticSchemer.input_model` makes of a schema."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import count
from types import MappingProxyType
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from dynamodb_toolbox import MISSING, Entity, GetItemCommand, Parser, PutItemCommand, Table, s
from dynamodb_toolbox.schema.pydantic.attributes_model import AttributesModel
from dynamodb_toolbox.schema.pydantic.inputs import to_input
from dynamodb_toolbox.schema.pydantic.models import PydanticSchemer
from dynamodb_toolbox.schema.pydantic.views import InputMode
from dynamodb_toolbox.schema.types import ItemSchema
from tests.refusals import refused

Errors = list[tuple[str, tuple[str | int, ...]]]


def model_of(schema: ItemSchema, mode: InputMode = "put") -> type[AttributesModel]:
    return schema.build(PydanticSchemer).input_model("Model", mode=mode)


def errors_of(model: type[BaseModel], value: Any) -> Errors:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return [(error["type"], error["loc"]) for error in caught.value.errors()]


class Colour(StrEnum):
    RED = "red"


def test_fields_bear_the_names_of_attributes() -> None:
    names = [
        "id",
        "copy",
        "copy_",
        "model_config",
        "_x",
        "a.b",
        "class",
        "1",
        "",
        "é",
        "json",
        "linked_fields",
    ]
    model = model_of(s.item({name: s.string() for name in names}))
    assert list(model.model_fields) == [
        "id", "copy__", "copy_", "model_config_", "x", "a_b", "class_", "field_1", "field_", "é", "json_",
        "linked_fields_",
    ]  # fmt: skip
    value = dict.fromkeys(names, "v")
    assert to_input(model.model_validate(value)) == value
    assert model.model_validate(value).model_dump(by_alias=True) == value
    assert model(**value).model_dump_json(by_alias=True) == json.dumps(value, ensure_ascii=False).replace(
        " ", ""
    )
    assert errors_of(model, {**value, "copy": MISSING, "copy__": "v"}) == [("missing", ("copy",))]


def test_what_is_absent_is_missing_and_not_none() -> None:
    model = model_of(s.item({"a": s.any_of(s.string(), s.null()).optional(), "b": s.string().optional()}))
    assert to_input(model()) == model().model_dump() == {}
    assert model().model_dump_json() == "{}"
    assert (model().a, model(a=None).a) == (MISSING, None)
    assert to_input(model(a=None, b=MISSING)) == model(a=None).model_dump() == {"a": None}
    assert errors_of(model, {"b": None}) == [("parsing.invalidAttributeInput", ("b",))]


def test_defaults_fill_what_is_missing() -> None:
    numbers: Iterator[int] = count()
    model = model_of(
        s.item(
            {
                "id": s.string().key().default("k").put_default("never"),
                "n": s.number().default(lambda: next(numbers)),
                "tags": s.list(s.string()).default([]),
                "m": s.map({"x": s.number().default(1), "y": s.number().default(2).optional()}).default(
                    {"x": 3}
                ),
                "none": s.string().optional().default(lambda: MISSING),
            }
        )
    )
    first, second = model(), model()
    assert to_input(first) == {"id": "k", "n": 0, "tags": [], "m": {"x": 3}}
    assert to_input(second)["n"] == 1
    assert first.tags is not second.tags
    assert first.model_dump(exclude_unset=True) == {}
    assert to_input(model(m={})) == {"id": "k", "n": 2, "tags": [], "m": {"x": 1, "y": 2}}


def test_a_default_must_be_valid_as_it_stands() -> None:
    model = model_of(s.item({"m": s.map({"x": s.number().default(1)}).default({})}))
    assert errors_of(model, {}) == [("missing", ("m", "x"))]
    assert errors_of(model_of(s.item({"n": s.number().default(lambda: "1")})), {}) == [
        ("parsing.invalidAttributeInput", ("n",))
    ]


def test_key_mode_has_key_attributes_only_at_every_depth() -> None:
    schema = s.item(
        {
            "id": s.string().key().default("k"),
            "m": s.map({"x": s.string().key(), "y": s.string()}).key(),
            "l": s.list(s.map({"x": s.string().key().optional(), "y": s.string()})).key(),
            "n": s.number(),
        }
    )
    model = model_of(schema, "key")
    value = {"m": {"x": "1", "y": 2}, "l": [{"x": "1"}, {}], "n": "no"}
    assert to_input(model.model_validate(value)) == {"id": "k", "m": {"x": "1"}, "l": [{"x": "1"}, {}]}
    assert list(model.model_fields) == ["id", "m", "l"]


def test_what_links_fill_may_be_missing() -> None:
    links: list[Any] = []

    def seen(value: Any) -> bool:
        links.append(value)
        return True

    schema = s.item(
        {
            "a": s.number(),
            "b": s.number().link(lambda item: item["a"] + 1),
            "m": s.map({"c": s.number().link(lambda item: item["a"] + 2)}).validate(
                lambda m: seen(m) and "c" in m
            ),
            "t": s.tuple(s.number().put_link(lambda item: item["a"] + 3)).validate(lambda t: t == [4]),
        }
    )
    model = model_of(schema)
    given = to_input(model.model_validate({"a": 1, "m": {}, "t": []}))
    assert given == {"a": 1, "m": {}, "t": [MISSING]}
    assert links == []
    assert schema.build(Parser).parse(given) == {"a": 1, "b": 2, "m": {"c": 3}, "t": [4]}
    assert "b" not in model.model_json_schema()["required"]
    assert errors_of(model, {"a": 1, "b": "2", "m": {"c": 1}, "t": [5]}) == [
        ("parsing.invalidAttributeInput", ("b",)),
        ("parsing.customValidationFailed", ("t",)),
    ]


def test_nothing_is_coerced() -> None:
    schema = s.item(
        {
            "n": s.number(), "s": s.string(), "b": s.boolean(), "y": s.binary(), "l": s.list(s.any()),
            "set": s.set(s.number()), "when": s.datetime(), "day": s.date(), "id": s.uuid(), "d": s.decimal(),
            "c": s.enum(Colour), "m": s.map({}), "r": s.record(s.string(), s.number()), "nil": s.null(),
            "t": s.tuple(s.string()),
        }
    )  # fmt: skip
    wrong = {
        "n": True, "s": 1, "b": 1, "y": "a", "l": {1}, "set": [1], "when": datetime(2026, 1, 1),
        "day": datetime(2026, 1, 1, tzinfo=UTC), "id": "1", "d": 1, "c": "red", "m": [], "r": [("a", 1)],
        "nil": 0, "t": "a",
    }  # fmt: skip
    model = model_of(schema)
    expected = dict.fromkeys(schema.attributes, "parsing.invalidAttributeInput") | {"m": "model_type"}
    assert {loc[0]: code for code, loc in errors_of(model, wrong)} == expected
    assert errors_of(model, {}) == [("missing", (name,)) for name in schema.attributes]
    assert errors_of(model, [1]) == [("model_type", ())]


def test_validators_run_all() -> None:
    schema = s.item(
        {
            "n": s.number().validate(lambda n: n > 1 or "too small").validate(lambda n: n < 9),
            "m": s.map({"a": s.string()}).validate(lambda m: m == {"a": "x"} or "should be x"),
            "l": s.list(s.map({"a": s.string()})).optional().validate(lambda tags: tags != [{"a": "bad"}]),
        }
    )
    model = model_of(schema)
    assert to_input(model(n=2, m={"a": "x", "b": 1})) == {"n": 2, "m": {"a": "x"}}
    for n in (1, 9, "2"):
        assert [loc for _, loc in errors_of(model, {"n": n, "m": {"a": "x"}})] == [("n",)]
    assert errors_of(model, {"n": 2, "m": {"a": "y"}, "l": [{"a": "bad"}]}) == [
        ("parsing.customValidationFailed", ("m",)),
        ("parsing.customValidationFailed", ("l",)),
    ]
    with pytest.raises(ValidationError, match="refused by its validator: too small"):
        model(n=1, m={"a": "x"})


def test_what_a_validator_raises_goes_as_pydantic_has_it() -> None:
    def fail(error: Exception) -> bool:
        raise error

    bad, worse = ValueError("bad"), LookupError("worse")
    model = model_of(s.item({"a": s.string().validate(lambda _: fail(bad))}))
    assert errors_of(model, {"a": ""}) == [("value_error", ("a",))]
    with pytest.raises(LookupError, match="worse"):
        model_of(s.item({"a": s.string().validate(lambda _: fail(worse))})).model_validate({"a": ""})
    union = s.any_of(s.string().validate(lambda _: fail(worse)), s.string())
    assert to_input(model_of(s.item({"a": union})).model_validate({"a": ""})) == {"a": ""}


def test_unions_take_the_first_that_fits() -> None:
    union = s.any_of(
        s.map({"a": s.string()}), s.map({"a": s.string(), "b": s.string()}), s.number(), s.null()
    )
    model = model_of(s.item({"u": union}))
    assert to_input(model(u={"a": "x", "b": "y"})) == {"u": {"a": "x"}}
    assert [to_input(model(u=u))["u"] for u in (1, None)] == [1, None]
    assert {code for code, _ in errors_of(model, {"u": "x"})} == {
        "model_type",
        "parsing.invalidAttributeInput",
    }


def tagged(*kinds: Any) -> ItemSchema:
    values = (s.string(), s.number(), s.boolean())
    maps = [s.map({"kind": kind, "v": v}) for kind, v in zip(kinds, values, strict=False)]
    return s.item(
        {"u": s.any_of(maps[0], s.any_of(*maps[1:]).validate(lambda m: m["v"] != 0)).discriminate("kind")}
    )


def test_discriminated_unions_tell_the_errors_of_the_map_that_is_named() -> None:
    model = model_of(tagged(s.string().enum("a"), s.string().enum("b", "c"), s.string().enum("d")))
    assert to_input(model(u=MappingProxyType({"kind": "c", "v": 1}))) == {"u": {"kind": "c", "v": 1}}
    assert errors_of(model, {"u": {"kind": "c", "v": "x"}}) == [
        ("parsing.invalidAttributeInput", ("u", "c", "v"))
    ]
    assert errors_of(model, {"u": {"kind": "c", "v": 0}}) == [("parsing.customValidationFailed", ("u", "c"))]
    assert errors_of(model, {"u": {"kind": "e"}}) == [("union_tag_invalid", ("u",))]
    assert set(model.model_json_schema()["properties"]["u"]["discriminator"]["mapping"]) == set("abcd")


def test_a_constant_discriminator_may_be_missing() -> None:
    model = model_of(tagged(s.string().const("a"), s.string().const("b"), s.string().const("c")))
    assert to_input(model(u={"v": 1})) == {"u": {"kind": "b", "v": 1}}
    assert errors_of(model, {"u": {"kind": "b", "v": "x"}}) == [
        ("parsing.invalidAttributeInput", ("u", "1", "v"))
    ]
    assert errors_of(model, {"u": {"kind": "b", "v": 0}}) == [("parsing.customValidationFailed", ("u", "1"))]
    shown = model.model_json_schema()["properties"]["u"]
    assert shown["anyOf"] == [{"$ref": f"#/$defs/ModelU{part}"} for part in ("0", "10", "11")]


def test_any_may_have_a_type() -> None:
    class Point(BaseModel):
        x: int

    class Plain:
        pass

    plain = Plain()
    model = model_of(
        s.item({"p": s.any().cast_as(Point), "q": s.any().cast_as(Plain).optional(), "r": s.any()})
    )
    assert to_input(model(p={"x": 1}, q=plain, r=[(1,)])) == {"p": {"x": 1}, "q": plain, "r": [[1]]}
    assert errors_of(model, {"p": {}, "r": None}) == [("missing", ("p", "x"))]
    assert model.model_json_schema()["properties"]["q"] == {"title": "Q"}


def test_annotations_say_what_values_are() -> None:
    model = model_of(s.item({"e": s.string().enum("a", "b"), "c": s.enum(Colour), "n": s.number()}))
    kinds = [field.annotation for field in model.model_fields.values()]
    assert [get_args(kinds[0]), kinds[1], kinds[2]] == [("a", "b"), Colour, int | float | Decimal]


def test_json_goes_both_ways() -> None:
    schema = s.item(
        {
            "y": s.binary().enum(b"\xff"), "set": s.set(s.string()), "when": s.datetime(), "d": s.decimal(),
            "c": s.enum(Colour).enum(Colour.RED), "t": s.tuple(s.uuid(), s.number()), "n": s.number().big(),
        }
    )  # fmt: skip
    model = model_of(schema)
    text = (
        '{"y":"_w==","set":["a"],"when":"2026-01-01T00:00:00Z","d":1.5,"c":"red",'
        '"t":["12345678-1234-5678-1234-567812345678",1],"n":1}'
    )
    assert model.model_validate_json(text).model_dump_json() == text
    assert errors_of_json(model, text.replace('"n":1', '"n":"1"')) == [
        ("parsing.invalidAttributeInput", ("n",))
    ]


def errors_of_json(model: type[BaseModel], text: str) -> Errors:
    with pytest.raises(ValidationError) as caught:
        model.model_validate_json(text)
    return [(error["type"], error["loc"]) for error in caught.value.errors()]


def test_the_json_schema_says_all() -> None:
    schema = s.item(
        {
            "id": s.string().key().title("Identity").description("Who it is."),
            "m": s.map({"a": s.number().enum(1, Decimal("1.5"))}).description("Nested."),
            "l": s.list(s.string().description("A tag.")).default(["x"]),
            "r": s.record(s.string().enum("a", "b"), s.number()),
            "y": s.binary().default(b"\xff"),
        }
    )
    shown = model_of(schema).model_json_schema()
    assert shown["properties"] == {
        "id": {"title": "Identity", "description": "Who it is.", "type": "string"},
        "m": {"$ref": "#/$defs/ModelM"},
        "l": {
            "title": "L",
            "type": "array",
            "items": {"type": "string", "description": "A tag."},
            "default": ["x"],
        },
        "r": {
            "title": "R",
            "type": "object",
            "propertyNames": {"enum": ["a", "b"]},
            "additionalProperties": {"type": "number"},
            "required": ["a", "b"],
        },
        "y": {"title": "Y", "type": "string", "contentEncoding": "base64", "default": "_w=="},
    }
    assert shown["required"] == ["id", "m", "r"]
    assert shown["$defs"]["ModelM"]["description"] == "Nested."
    assert shown["$defs"]["ModelM"]["properties"] == {"a": {"title": "A", "type": "number", "enum": [1, 1.5]}}


def test_nested_instances_are_taken_as_they_are() -> None:
    model = model_of(s.item({"u": s.any_of(s.map({"a": s.string()}), s.map({"b": s.number()}))}))
    inner = model(u={"b": 1}).u
    assert model(u=inner).u is inner


def test_a_map_has_models_too_and_nothing_else_has() -> None:
    schema = s.map({"a": s.string()}).validate(lambda m: m["a"] == "x").description("A map.")
    model = schema.build(PydanticSchemer).input_model("Inner")
    assert (model.__doc__, model.__name__) == ("A map.", "Inner")
    assert to_input(model(a="x")) == {"a": "x"}
    assert errors_of(model, {"a": "y"}) == [("parsing.customValidationFailed", ())]
    with refused("pydantic.invalidSchema"):
        s.list(s.string()).build(PydanticSchemer).input_model("Inner")


def test_an_instance_is_put_and_what_is_read_is_an_instance(table: Table) -> None:
    schema = s.item(
        {"pk": s.string().key(), "tags": s.set(s.string()), "m": s.map({"a": s.number().default(1)})}
    )
    entity = Entity(name="thing", table=table, schema=schema, timestamps=False)
    schemer = schema.build(PydanticSchemer)
    thing = schemer.input_model("Thing")(pk="1", tags={"a"}, m={})
    entity.build(PutItemCommand).item(to_input(thing)).send()
    read = entity.build(GetItemCommand).key({"pk": "1"}).send().item
    assert to_input(schemer.formatted_model("Thing").model_validate(read)) == to_input(thing)


def test_pydantic_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys; from dynamodb_toolbox import Entity, Parser, s; assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_pydantic_the_error_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pydantic'] = None\n"
        "try: import dynamodb_toolbox.schema.pydantic.models\n"
        "except ImportError as error: print(error)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert found == "This needs pydantic: pip install dynamodb-toolbox[pydantic]\n"
