"""Parsing unions: the first element that fits, or the one the discriminator names."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused

NULLABLE = s.any_of(s.string(), s.null())
CAT = s.map({"kind": s.string().enum("cat", "lion"), "lives": s.number()})
DOG = s.map({"kind": s.string().enum("dog"), "name": s.string().saved_as("_n").transform(prefix("D"))})
BIRDS = s.any_of(s.map({"kind": s.string().const("owl"), "wise": s.boolean()})).discriminate("kind")
PET = s.any_of(CAT, DOG, BIRDS).discriminate("kind")


@pytest.mark.parametrize(("value", "parsed"), [(None, None), ("a", "a"), ("", "")])
def test_an_element_that_fits_is_taken(value: Any, parsed: Any) -> None:
    assert Parser(NULLABLE).parse(value) == parsed


def test_what_fits_none_is_refused_without_saying_what_was_expected() -> None:
    with refused("parsing.invalidAttributeInput", "u", payload={"received": True}):
        Parser(s.item({"u": NULLABLE})).parse({"u": True})


def test_the_first_that_fits_is_taken() -> None:
    union = s.any_of(s.map({"a": s.any()}), s.map({"a": s.any(), "b": s.any()}))
    assert Parser(union).parse({"a": 1, "b": 2}) == {"a": 1}


def test_defaults_of_elements_that_do_not_fit_are_dropped() -> None:
    union = s.any_of(s.map({"a": s.string(), "x": s.any().default(1)}), s.map({"a": s.number()}))
    assert Parser(s.item({"u": union})).parse({"u": {"a": 2}}) == {"u": {"a": 2}}


def test_a_const_may_make_an_incomplete_input_fit() -> None:
    union = s.any_of(s.map({"k": s.string().const("a")}), s.map({"k": s.string().const("b")})).discriminate(
        "k"
    )
    assert Parser(union).parse({}) == {"k": "a"}


def test_whatever_an_element_raises_it_does_not_fit() -> None:
    def broken(_: Any) -> bool:
        raise ZeroDivisionError

    assert Parser(s.any_of(s.string().validate(broken), s.string())).parse("a") == "a"


def test_the_element_that_was_chosen_encodes() -> None:
    union = s.any_of(s.string().enum("x").transform(prefix("X")), s.string().transform(prefix("S")))
    assert [Parser(union).parse("x"), Parser(union).parse("y")] == ["X#x", "S#y"]


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ({"kind": "lion", "lives": 9}, {"kind": "lion", "lives": 9}),
        ({"kind": "dog", "name": "Rex", "lives": 9}, {"kind": "dog", "_n": "D#Rex"}),
        ({"kind": "owl", "wise": True}, {"kind": "owl", "wise": True}),
    ],
)
def test_a_discriminator_names_the_element(value: Any, stored: Any) -> None:
    assert Parser(PET).parse(value) == stored


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ({"kind": "cat", "lives": "x"}, "parsing.invalidAttributeInput", "u.lives"),
        ({"kind": "cat"}, "parsing.attributeRequired", "u.lives"),
        ({"kind": "owl", "wise": 1}, "parsing.invalidAttributeInput", "u.wise"),
        ({"kind": "cow"}, "parsing.invalidAttributeInput", "u"),
        ({"kind": 1}, "parsing.invalidAttributeInput", "u"),
        ({"lives": 9}, "parsing.invalidAttributeInput", "u"),
        ("cat", "parsing.invalidAttributeInput", "u"),
    ],
)
def test_with_a_discriminator_the_fault_is_told_precisely(value: Any, code: str, path: str) -> None:
    with refused(code, path):
        Parser(s.item({"u": PET})).parse({"u": value})


def test_unions_on_the_way_down_validate_too() -> None:
    inner = BIRDS.validate(lambda bird: bird["wise"] or "a foolish owl")
    outer = s.any_of(CAT, inner).discriminate("kind").validate(lambda pet: pet.get("lives") != 8)
    payload = {"received": {"kind": "owl", "wise": False}, "validationResult": "a foolish owl"}
    with refused("parsing.customValidationFailed", "u", payload=payload):
        Parser(s.item({"u": outer})).parse({"u": {"kind": "owl", "wise": False}})
    with refused("parsing.customValidationFailed", "u"):
        Parser(s.item({"u": outer})).parse({"u": {"kind": "cat", "lives": 8}})
    assert Parser(outer).parse({"kind": "owl", "wise": True}) == {"kind": "owl", "wise": True}


@pytest.mark.parametrize("union", [NULLABLE, PET])
def test_a_missing_union(union: Attribute) -> None:
    with refused("parsing.attributeRequired", "u"):
        Parser(s.item({"u": union})).parse({})
    assert Parser(s.item({"u": union.optional()})).parse({"u": MISSING}) == {}


def test_a_default_is_parsed_by_the_element_it_names() -> None:
    schema = s.item({"u": PET.default({"kind": "dog", "name": "Rex"})})
    assert Parser(schema).parse({}) == {"u": {"kind": "dog", "_n": "D#Rex"}}


def test_in_updates_the_map_that_knows_most_names_is_taken() -> None:
    union = s.any_of(
        s.map({"t": s.any().optional(), "x": s.any().optional()}),
        s.map({"t": s.any().optional(), "y": s.any().optional()}),
    )
    assert Parser(union).parse({"y": 1, "t": 2}, mode="update") == {"t": 2, "y": 1}
    assert Parser(union).parse({"x": 1}, mode="update") == {"x": 1}
