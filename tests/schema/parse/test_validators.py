"""Validators: when they run, what they see, what they may answer (spec/schema.md §3.11)."""

from typing import Any

import pytest

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused


def no(_: Any) -> bool:
    return False


def yes(_: Any) -> bool:
    return True


def test_true_accepts() -> None:
    assert Parser(s.string().validate(yes)).parse("a") == "a"


@pytest.mark.parametrize("answer", [False, None, 1, "no good", "", [True]])
def test_only_true_accepts(answer: Any) -> None:
    payload = {"received": "a", "validationResult": answer}
    with refused("parsing.customValidationFailed", "x", payload=payload):
        Parser(s.item({"x": s.string().validate(lambda _: answer)})).parse({"x": "a"})


def test_a_string_tells_why() -> None:
    with pytest.raises(DynamoDBToolboxError, match="no good"):
        Parser(s.string().validate(lambda _: "no good")).parse("a")


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (s.any(), 1),
        (s.null(), None),
        (s.boolean(), True),
        (s.number(), 1),
        (s.string(), "a"),
        (s.binary(), b"a"),
        (s.set(s.string()), {"a"}),
        (s.list(s.string()), ["a"]),
        (s.tuple(s.string()), ["a"]),
        (s.map({"a": s.string()}), {"a": "a"}),
        (s.record(s.string(), s.string()), {"a": "a"}),
        (s.any_of(s.string()), "a"),
    ],
)
def test_every_type_runs_its_validator(schema: Attribute, value: Any) -> None:
    with refused(
        "parsing.customValidationFailed", "x", payload={"received": value, "validationResult": False}
    ):
        Parser(s.item({"x": schema.validate(no)})).parse({"x": value})
    assert Parser(schema.validate(no).optional()).parse() is MISSING


@pytest.mark.parametrize(
    ("schema", "mode", "refuses"),
    [
        (s.string().put_validate(no), "put", True),
        (s.string().put_validate(no), "update", False),
        (s.string().put_validate(no), "key", False),
        (s.string().update_validate(no), "update", True),
        (s.string().update_validate(no), "put", False),
        (s.string().key().validate(no), "put", True),
        (s.string().key().validate(no), "update", True),
        (s.string().key().validate(no), "key", True),
        (s.string().key().put_validate(no), "put", False),
        (s.string().validate(no).key(), "put", False),
    ],
)
def test_each_mode_has_its_validators_and_a_key_its_own(schema: Schema, mode: Mode, *, refuses: bool) -> None:
    if refuses:
        with refused("parsing.customValidationFailed"):
            Parser(schema).parse("a", mode=mode)
    else:
        assert Parser(schema).parse("a", mode=mode) == "a"


def test_a_second_validator_joins_the_first() -> None:
    def short(value: str) -> bool | str:
        return len(value) < 3 or "too long"

    schema = s.string().validate(short).validate(str.islower)
    assert Parser(schema).validate("ab")
    with refused(
        "parsing.customValidationFailed", payload={"received": "abc", "validationResult": "too long"}
    ):
        Parser(schema).parse("abc")
    with refused("parsing.customValidationFailed", payload={"received": "A", "validationResult": False}):
        Parser(schema).parse("A")


def test_a_validator_sees_the_valid_value_after_its_children() -> None:
    seen: list[Any] = []

    def see(value: Any) -> bool:
        seen.append(value)
        return True

    child = s.string().default("d").transform(prefix("P")).saved_as("_a").validate(see)
    Parser(s.item({"m": s.map({"a": child}).validate(see)})).parse({"m": {"zz": 1}})
    assert seen == ["d", {"a": "d"}]


def test_type_and_enum_are_looked_at_before() -> None:
    with refused("parsing.invalidAttributeInput"):
        Parser(s.string().validate(no)).parse(1)
    with refused("parsing.invalidAttributeInput"):
        Parser(s.string().enum("a").validate(no)).parse("b")


def test_what_a_validator_raises_comes_through_as_it_is() -> None:
    def broken(_: Any) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Parser(s.item({"a": s.string().validate(broken)})).parse({"a": "x"})


def test_record_keys_are_validated() -> None:
    with refused("parsing.customValidationFailed", "A"):
        Parser(s.record(s.string().validate(str.islower), s.any())).parse({"a": 1, "A": 1})
