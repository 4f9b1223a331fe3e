"""What a discriminator leads to (spec/schema.md §4)."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.unions import discriminators, match, saved_discriminator

CAT = s.map({"kind": s.string().enum("cat", "lion").saved_as("_k"), "size": s.string().enum("big")})
DOG = s.map({"kind": s.string().const("dog").saved_as("_k"), "size": s.string().enum("small").saved_as("_s")})
OWL = s.map({"kind": s.string().const("owl").saved_as("_k")})
BIRDS = s.any_of(OWL)
PET = s.any_of(CAT, DOG, BIRDS).discriminate("kind")


@pytest.mark.parametrize(
    ("value", "leaf"), [("cat", (CAT, ())), ("lion", (CAT, ())), ("dog", (DOG, ())), ("owl", (OWL, (BIRDS,)))]
)
def test_a_value_names_a_map_through_nested_unions(value: str, leaf: Any) -> None:
    assert match(PET, value) == leaf


@pytest.mark.parametrize("value", ["cow", 1, None, ["cat"]])
def test_an_unknown_value_names_none(value: Any) -> None:
    assert match(PET, value) is None


def test_without_discriminator_nothing_is_named() -> None:
    assert match(s.any_of(CAT), "cat") is None
    assert saved_discriminator(s.any_of(CAT)) is None


def test_what_may_discriminate_is_there_in_every_element_under_one_stored_name() -> None:
    assert discriminators(CAT) == {"kind": "_k", "size": "size"}
    assert discriminators(s.any_of(CAT, DOG)) == {"kind": "_k"}
    assert discriminators(s.any_of(CAT, s.string())) == {}
    assert saved_discriminator(PET) == "_k"


def test_another_discriminator_of_the_same_elements_is_another_union() -> None:
    by_kind = s.any_of(CAT, CAT.pick("kind", "size")).discriminate("kind")
    assert match(by_kind, "lion") is not None
    assert match(by_kind.discriminate("size"), "lion") is None
    assert match(by_kind.discriminate("size"), "big") is not None
