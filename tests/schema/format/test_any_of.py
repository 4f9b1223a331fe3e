"""Formatting unions: by the discriminator as it is stored, else by the first element that fits."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.schema.transformers import json_stringify, prefix
from tests.refusals import refused

CAT = s.map({"kind": s.string().enum("cat").saved_as("_k"), "lives": s.number().saved_as("_l")})
OWLS = s.any_of(s.map({"kind": s.string().enum("owl").saved_as("_k"), "wise": s.boolean()}))
PET = s.any_of(CAT, OWLS).discriminate("kind")


@pytest.mark.parametrize(
    ("stored", "formatted"),
    [
        ({"_k": "cat", "_l": 9}, {"kind": "cat", "lives": 9}),
        ({"_k": "owl", "wise": True}, {"kind": "owl", "wise": True}),
    ],
)
def test_a_discriminator_is_read_under_its_stored_name(stored: Any, formatted: Any) -> None:
    assert Formatter(PET).format(stored) == formatted
    assert Formatter(PET).format(formatted, transform=False) == formatted


@pytest.mark.parametrize(
    ("stored", "code", "path"),
    [
        ({"_k": "cat", "_l": "x"}, "formatter.invalidAttribute", "u._l"),
        ({"_k": "cat"}, "formatter.missingAttribute", "u._l"),
        ({"_k": "owl", "wise": 1}, "formatter.invalidAttribute", "u.wise"),
        ({"_k": "cow"}, "formatter.invalidAttribute", "u"),
        ({"kind": "cat", "_l": 9}, "formatter.invalidAttribute", "u"),
        ("cat", "formatter.invalidAttribute", "u"),
    ],
)
def test_with_a_discriminator_the_fault_is_told_precisely(stored: Any, code: str, path: str) -> None:
    with refused(code, path):
        Formatter(s.item({"u": PET})).format({"u": stored})


def test_the_first_element_that_fits_decodes() -> None:
    union = s.any_of(s.string().enum("x").transform(prefix("X")), s.string())
    assert [Formatter(union).format("X#x"), Formatter(union).format("X#y")] == ["x", "X#y"]


def test_a_decoder_that_raises_does_not_fit() -> None:
    union = s.any_of(s.any().transform(json_stringify()), s.string())
    assert [Formatter(union).format("[1]"), Formatter(union).format("nope")] == [[1], "nope"]
