"""`PrimaryKeyParser`: the key of a table, out of a dict (spec/actions.md §1.3)."""

from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser
from dynamodb_toolbox.table import KeyType, Table
from tests.refusals import refused

VALUES: dict[KeyType, list[Any]] = {
    "string": ["", "a"],
    "number": [0, -1, 1.5, Decimal("1.5"), 10**40, float("inf")],
    "binary": [b"", b"a", bytearray(b"a")],
}


def table(kind: KeyType) -> Table:
    return Table(partition_key={"name": "pk", "type": "string"}, sort_key={"name": "sk", "type": kind})


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind in VALUES for value in VALUES[kind]])
def test_the_key_alone_is_taken(kind: KeyType, value: Any) -> None:
    key = table(kind).build(PrimaryKeyParser).parse({"zz": 1, "sk": value, "pk": "a"})
    assert key == {"pk": "a", "sk": value}
    assert list(key) == ["pk", "sk"]


NO_KEYS: list[Any] = [None, True, [], {}, {"a"}]
WRONG: list[tuple[KeyType, Any]] = [
    *((kind, value) for kind in VALUES for other in VALUES if other != kind for value in VALUES[other]),
    *((kind, value) for kind in VALUES for value in NO_KEYS),
    ("number", float("nan")),
]


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_a_part_of_another_type_is_refused(kind: KeyType, value: Any) -> None:
    with refused("actions.parsePrimaryKey.invalidKeyPart", "sk") as caught:
        PrimaryKeyParser(table(kind)).parse({"pk": "a", "sk": value})
    assert caught.value.payload["expected"] == kind
    assert caught.value.payload["keyPart"] == "sortKey"


@pytest.mark.parametrize("key", [None, "a", ["pk", "sk"], 1])
def test_what_is_no_dict_is_refused(key: Any) -> None:
    with refused("parsing.invalidItem"):
        PrimaryKeyParser(table("string")).parse(key)


def test_a_missing_part_is_refused() -> None:
    with refused("actions.parsePrimaryKey.invalidKeyPart", "pk") as caught:
        PrimaryKeyParser(table("string")).parse({"sk": "a"})
    assert caught.value.payload["keyPart"] == "partitionKey"
    assert Table(partition_key={"name": "pk", "type": "string"}).build(PrimaryKeyParser).parse(
        {"pk": "a"}
    ) == {"pk": "a"}
