"""Classes that no schema can be made of, or whose declarations are not whole: refused, and told where."""

from enum import Enum
from typing import Any

import pytest

from dynamodb_toolbox import Attr, Item, Map, attr, schema_of, trim
from tests.models.test_schema_of import one
from tests.refusals import refused


class Recursive(Map):
    children: Attr["list[Recursive]"]


@pytest.mark.parametrize(
    ("annotation", "options", "code"),
    [
        (complex, {}, "schema.unsupportedAnnotation"),
        (list[complex], {}, "schema.unsupportedAnnotation"),
        (tuple, {}, "schema.unsupportedAnnotation"),
        (Item, {}, "schema.unsupportedAnnotation"),
        (dict[int, str], {}, "schema.unsupportedAnnotation"),
        (type[int], {}, "schema.unsupportedAnnotation"),
        (Enum("Mixed", {"A": 1, "B": "x"}), {}, "schema.unsupportedAnnotation"),
        (str, {"big": True}, "schema.invalidOption"),
        (list[str], {"transform": trim()}, "schema.invalidOption"),
        (str, {"stored_as": "epoch"}, "schema.invalidOption"),
        (str, {"nope": 1}, "schema.invalidOption"),
        (str, {"partial": True}, "schema.invalidOption"),
        (str, {"discriminator": "x"}, "schema.invalidOption"),
    ],
)
def test_what_no_schema_says_is_refused(annotation: Any, options: dict[str, Any], code: str) -> None:
    with refused(code, "One.a"):
        one(annotation, **options)


def test_classes_that_hold_themselves_are_refused() -> None:
    with refused("schema.recursiveClass", "Recursive"):
        schema_of(Recursive)


def test_attributes_are_declared_as_such() -> None:
    class Plain(Map):
        x: int

    with refused("schema.unsupportedAnnotation", "Plain.x"):
        schema_of(Plain)


def test_a_default_without_attr_is_refused() -> None:
    with refused("schema.unsupportedAnnotation", "Plain.x") as caught:
        schema_of(made(Map, {"x": Attr[int]}, x=3))
    assert "`attr(default=…)`; got 3" in str(caught.value)


class Inherited(Map):
    x: Attr[int] = attr(default=1)


@pytest.mark.parametrize(
    ("base", "value"),
    [(Map, attr(default=1)), (Inherited, attr(default=1)), (Inherited, 2), (Inherited, property(id))],
)
def test_an_attribute_without_a_type_is_refused_where_it_would_be_none(base: Any, value: Any) -> None:
    with refused("schema.unsupportedAnnotation", "Plain.x"):
        made(base, {}, x=value)


def test_attributes_of_a_base_that_declares_none_are_refused() -> None:
    mixin = type("Mixin", (), {"x": attr(default=1)})
    with refused("schema.unsupportedAnnotation", "Mixin.x") as caught:
        type("Plain", (mixin, Map), {})
    assert "`class Mixin(Map)`" in str(caught.value)


def test_a_name_that_is_not_there_is_told() -> None:
    class Early(Map):
        later: Attr["Laters"]

    class Laters(Map):
        pass

    with refused("schema.unsupportedAnnotation", "Early"):
        schema_of(Early)


def made(base: Any, annotations: dict[str, Any], **body: Any) -> Any:
    return type("Plain", (base,), {"__annotations__": annotations, **body})


def test_unions_of_classes_that_a_default_alone_tells_apart_are_refused() -> None:
    class Small(Map):
        x: Attr[int]

    class Wide(Small):
        more: Attr[int] = attr(default=1)

    with refused("schema.ambiguousUnion", "One.a"):
        one(Small | Wide)


def test_names_of_methods_are_not_for_attributes() -> None:
    for name in ("to_dict", "replace", "validate"):
        with refused("schema.reservedName", f"Bad.{name}"):
            type("Bad", (Map,), {"__annotations__": {name: Attr[str]}, "__module__": __name__})
