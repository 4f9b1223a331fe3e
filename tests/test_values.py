"""Python values ↔ wire values."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.values import (
    MISSING,
    as_decimal,
    copied,
    decode,
    decode_item,
    encode,
    encode_item,
    is_number,
    plain_number,
    read_number,
    same,
)
from tests.refusals import refused
from tests.strategies import numbers, values


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (None, {"NULL": True}),
        (True, {"BOOL": True}),
        (False, {"BOOL": False}),
        (0, {"N": "0"}),
        (-0.0, {"N": "0"}),
        (42, {"N": "42"}),
        (0.1, {"N": "0.1"}),
        (1.0, {"N": "1"}),
        (1e21, {"N": "1000000000000000000000"}),
        (1e-7, {"N": "0.0000001"}),
        (Decimal("-1.50"), {"N": "-1.5"}),
        (Decimal("1E+3"), {"N": "1000"}),
        (10**50, {"N": "1" + "0" * 50}),
        ("", {"S": ""}),
        ("é", {"S": "é"}),
        (Colour.RED, {"S": "red"}),
        (b"\x80", {"B": "gA=="}),
        (bytearray(b"\x80"), {"B": "gA=="}),
        (memoryview(b"\x80"), {"B": "gA=="}),
        ({"b", "a"}, {"SS": ["a", "b"]}),
        (frozenset({2, Decimal("1.5"), 10}), {"NS": ["1.5", "2", "10"]}),
        ({b"b", b"a"}, {"BS": ["YQ==", "Yg=="]}),
        ({memoryview(b"b"), memoryview(b"a")}, {"BS": ["YQ==", "Yg=="]}),
        ([], {"L": []}),
        ((1, "a"), {"L": [{"N": "1"}, {"S": "a"}]}),
        ({"a": {"b": None}}, {"M": {"a": {"M": {"b": {"NULL": True}}}}}),
    ],
)
def test_a_value_has_one_wire_form(value: Any, wire: dict[str, Any]) -> None:
    assert encode(value) == wire


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (float("nan"), "a"),
        (float("inf"), "a"),
        (Decimal("-Infinity"), "a"),
        (Decimal("sNaN"), "a"),
        (10**126, "a"),
        (Decimal("1E-131"), "a"),
        (int("1" * 39), "a"),
        (Decimal("0." + "1" * 39), "a"),
        (set[str](), "a"),
        ({"a", 1}, "a"),
        ({True}, "a"),
        ({1, float("inf")}, "a"),
        (object(), "a"),
        (1j, "a"),
        (MISSING, "a"),
        ({1: "a"}, "a"),
        ("\ud800", "a"),
        ({"\ud800": 1}, "a"),
        ({"\ud800", "b"}, "a"),
        ({"b": [1, {"c": float("nan")}]}, "a.b[1].c"),
    ],
)
def test_what_dynamodb_cannot_hold_is_refused_with_its_path(value: Any, path: str) -> None:
    with refused("encoding.invalidValue", path):
        encode_item({"a": value})


@pytest.mark.parametrize("name", [1, None, "\ud800"])
def test_an_attribute_name_is_text(name: Any) -> None:
    with refused("encoding.invalidValue", ""):
        encode_item({name: 1})


@pytest.mark.parametrize(
    "number", [10**125, Decimal("9." + "9" * 37 + "E+125"), Decimal("1E-130"), int("9" * 38), -(10**40)]
)
def test_the_largest_and_longest_numbers_are_taken(number: int | Decimal) -> None:
    assert decode(encode(number)) == number


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (float("inf"), "a finite number"),
        (Decimal("1E+126"), "a number of magnitude below 1E+126"),
        (Decimal("-9E-131"), "0, or a number of magnitude 1E-130 at least"),
        (10**38 + 1, "a number of 38 significant digits at most (round it, or store it as text)"),
    ],
)
def test_what_a_number_should_be_is_told(number: Any, expected: str) -> None:
    payload = {"received": number, "expected": expected}
    with refused("encoding.invalidValue", "n", payload=payload) as caught:
        encode({"n": number})
    assert f"at 'n': expected {expected}, got" in caught.value.message


def test_numbers_of_a_set_that_are_stored_alike_are_one() -> None:
    assert encode({0.1, Decimal("0.1")}) == {"NS": ["0.1"]}


def test_32_levels_are_taken_and_33_refused() -> None:
    value: Any = 1
    for _ in range(31):
        value = [value]
    assert decode_item(encode_item({"a": value})) == {"a": value}
    with refused("encoding.invalidValue", "a" + "[0]" * 31):
        encode_item({"a": [value]})


@given(values)
def test_decoding_gives_back_what_was_encoded(value: Any) -> None:
    assert same(decode(encode(value)), value)


@given(values)
def test_a_copy_is_equal_and_shares_no_container(value: Any) -> None:
    copy = copied({"a": [value]})
    assert same(copy, {"a": [value]})
    copy["a"].append(1)
    assert copied([value]) == [copied(value)]


@given(values, values)
def test_two_values_are_the_same_where_their_wire_forms_are(left: Any, right: Any) -> None:
    assert same(left, right) == (encode(left) == encode(right))


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (True, 1, False),
        (False, 0, False),
        (None, False, False),
        (1, 1.0, True),
        (0.1, Decimal("0.1"), True),
        (1, Decimal("1.0"), True),
        ("1", 1, False),
        ("red", Colour.RED, True),
        ("a", b"a", False),
        (b"a", bytearray(b"a"), True),
        ({True}, {1}, False),
        ({"a": 1}, {"a": True}, False),
        ([1], (1,), True),
        ([1], [1, 1], False),
        ([], set[str](), False),
        (float("nan"), float("nan"), False),
    ],
)
def test_values_are_compared_by_type_and_value(left: Any, right: Any, *, equal: bool) -> None:
    assert same(left, right) is equal
    assert same(right, left) is equal


@pytest.mark.parametrize("value", [True, False, float("nan"), Decimal("NaN"), Decimal("sNaN"), "1", None, 1j])
def test_what_is_not_a_number(value: Any) -> None:
    assert not is_number(value)


@pytest.mark.parametrize("value", [0, -1, 10**400, 1.5, float("inf"), Decimal(1)])
def test_what_is_a_number(value: Any) -> None:
    assert is_number(value)


@given(numbers)
def test_a_number_reads_back_exactly_and_plainly(number: float | Decimal) -> None:
    [text] = encode(number).values()
    exact = read_number(text)
    assert exact == as_decimal(number)
    assert as_decimal(plain_number(exact)) == as_decimal(number)
    assert "E" not in text.upper()


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [("1", 1, int), ("1.0", 1, int), ("1E2", 100, int), ("0.5", Decimal("0.5"), Decimal)],
)
def test_a_wire_number_is_an_int_where_it_is_integral(text: str, number: Any, kind: type) -> None:
    read = read_number(text)
    assert (read, type(read)) == (number, kind)


@given(st.binary())
def test_wire_bytes_may_come_as_base64_text_or_as_bytes(content: bytes) -> None:
    assert decode(encode(content)) == content
    assert decode({"B": content}) == content


def test_missing_is_false_and_says_its_name() -> None:
    assert not MISSING
    assert repr(MISSING) == "MISSING"
