"""The built-in transformers (spec/schema.md §13)."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.schema.transformers import (
    SerializableTransformer,
    Transformer,
    json_stringify,
    pipe,
    prefix,
    suffix,
    trim,
)
from dynamodb_toolbox.values import MISSING


class Upper:
    """A transformer of a user's own."""

    def encode(self, value: str, /) -> str:
        return value.upper()

    def decode(self, value: str, /) -> str:
        return value.lower()


@pytest.mark.parametrize(
    ("transformer", "value", "stored"),
    [
        (prefix("P"), "a", "P#a"),
        (prefix("P", delimiter="|"), "a", "P|a"),
        (prefix("P", delimiter=""), "a", "Pa"),
        (prefix(""), "a", "#a"),
        (prefix("P"), "", "P#"),
        (suffix("S"), "a", "a#S"),
        (suffix("S", delimiter=""), "a", "aS"),
        (pipe(), "a", "a"),
        (pipe(prefix("lo"), prefix("yo"), suffix("!")), "swag", "yo#lo#swag#!"),
        (prefix("lo").pipe(prefix("yo")).pipe(suffix("!")), "swag", "yo#lo#swag#!"),
        (trim().pipe(prefix("P")), "a", "P#a"),
        (pipe(Upper(), prefix("P")), "a", "P#A"),
        (json_stringify(), {"foo": "bar"}, '{"foo":"bar"}'),
        (json_stringify(space=2), {"a": [1, {}], "b": []}, '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}'),
        (json_stringify(space="\t"), [1], "[\n\t1\n]"),
        (json_stringify().pipe(prefix("J")), [True, None], "J#[true,null]"),
        (json_stringify(), "é\u2028\n", '"é\u2028\\n"'),
    ],
)
def test_encode_and_back(transformer: Transformer, value: Any, stored: Any) -> None:
    assert transformer.encode(value) == stored
    assert transformer.decode(stored) == value


@given(st.text(max_size=6), st.text(max_size=3), st.text(max_size=2))
def test_affixes_come_off_again(value: str, affix: str, delimiter: str) -> None:
    both = prefix(affix, delimiter=delimiter).pipe(suffix(affix, delimiter=delimiter))
    assert both.decode(both.encode(value)) == value


@pytest.mark.parametrize(
    ("transformer", "stored", "value"),
    [
        (prefix("A"), "A#", ""),
        (prefix("A"), "A", "A"),
        (prefix("P"), "P#P#x", "P#x"),
        (prefix("P"), "x", "x"),
        (suffix("S"), "x#S", "x"),
        (suffix("S"), "xS", "xS"),
        (trim(), " x ", " x "),
    ],
)
def test_what_was_not_encoded_is_given_as_it_is(transformer: Transformer, stored: str, value: str) -> None:
    assert transformer.decode(stored) == value


@pytest.mark.parametrize("white", [" ", "\t\n\v\f\r", "\u00a0", "\ufeff", "\u2003", "\u3000", "\u2028"])
def test_trim_strips_what_javascript_strips(white: str) -> None:
    assert trim().encode(f"{white}a{white}b{white}") == f"a{white}b"


@pytest.mark.parametrize("kept", ["\u001c", "\u001f", "\u0085", "\u200b"])
def test_trim_keeps_what_javascript_keeps(kept: str) -> None:
    assert trim().encode(f"{kept}a{kept}") == f"{kept}a{kept}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (1.5, "1.5"),
        (Decimal("1.50"), "1.5"),
        (Decimal(3), "3"),
        (float("nan"), "null"),
        ([float("inf"), Decimal("-Infinity")], "[null,null]"),
        ((1, 2), "[1,2]"),
        ({"a": {"b": ()}}, '{"a":{"b":[]}}'),
        ({"a": MISSING, "b": 1}, '{"b":1}'),
        ([MISSING], "[null]"),
        (True, "true"),
    ],
)
def test_json_is_written_as_javascript_does(value: Any, text: str) -> None:
    assert json_stringify().encode(value) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({1}, "got set: {1}."),
        (b"a", "got bytes: b'a'."),
        ([b"a"], "got bytes at (0,): b'a'."),
        ({"a": [0, {1}]}, "got set at ('a', 1): {1}."),
        ({"a": {1: "x"}}, "Expected a string as a key, which JSON has alone; got int at ('a',): 1."),
        ([Decimal("0.1000000000000000000001")], "Expected a number that a float says exactly"),
        (UUID(int=0), "got UUID: "),
    ],
)
def test_json_refuses_what_it_would_lose(value: Any, words: str) -> None:
    with pytest.raises(TypeError) as caught:
        json_stringify().encode(value)
    assert words in str(caught.value)


@pytest.mark.parametrize("transformer", [prefix("P"), suffix("S"), trim()])
def test_what_takes_text_says_so(transformer: Transformer) -> None:
    with pytest.raises(TypeError, match="Expected a string; got int: 5"):
        transformer.encode(5)


@pytest.mark.parametrize(
    ("transformer", "dto"),
    [
        (prefix("P"), {"transformerId": "prefix", "prefix": "P", "delimiter": "#"}),
        (suffix("S", delimiter=""), {"transformerId": "suffix", "suffix": "S", "delimiter": ""}),
        (trim(), {"transformerId": "trim"}),
        (json_stringify(), {"transformerId": "jsonStringify"}),
        (json_stringify(space=2), {"transformerId": "jsonStringify", "space": 2}),
    ],
)
def test_a_transformer_has_a_dto(transformer: SerializableTransformer, dto: dict[str, Any]) -> None:
    assert transformer.to_json() == dto


def test_only_what_can_be_named_is_serializable() -> None:
    assert isinstance(prefix("P"), SerializableTransformer)
    assert not isinstance(Upper(), SerializableTransformer)


def test_a_longer_pipe_is_flat() -> None:
    assert pipe(trim(), prefix("P")).pipe(suffix("S")) == pipe(trim(), prefix("P"), suffix("S"))
