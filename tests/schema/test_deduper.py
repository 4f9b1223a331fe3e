"""Values once, as DynamoDB would hold them equal."""

from decimal import Decimal
from typing import Any

from dynamodb_toolbox.schema.deduper import Deduper


def test_values_keep_their_order_and_stand_once() -> None:
    deduper: Deduper[Any] = Deduper(["b", "a"])
    assert deduper.push("b")
    assert not deduper.push("c")
    assert deduper.values == ["b", "a", "c"]


def test_values_are_the_same_by_type_and_value() -> None:
    given = [
        1,
        1.0,
        Decimal(1),
        True,
        "1",
        b"1",
        bytearray(b"1"),
        {1},
        {1.0},
        {2},
        [1],
        [True],
        {"a": {b"x"}},
    ]
    assert Deduper[Any](given).values == [1, True, "1", b"1", {1}, {2}, [1], [True], {"a": {b"x"}}]
