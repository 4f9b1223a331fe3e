"""Keys and indexes of a table are checked when it is made (spec/actions.md §13.31)."""

from typing import Any

import pytest

from dynamodb_toolbox.table import KeyAttribute, Table
from tests.refusals import refused

PK: KeyAttribute = {"name": "pk", "type": "string"}
SK: KeyAttribute = {"name": "sk", "type": "number"}
A: KeyAttribute = {"name": "a", "type": "string"}
GLOBAL: dict[str, Any] = {"type": "global", "partition_key": A}
LOCAL: dict[str, Any] = {"type": "local", "sort_key": A}


def several(name: str, count: int) -> list[dict[str, str]]:
    return [{"name": f"{name}{number}", "type": "string"} for number in range(count)]


def made(**indexes: Any) -> Table:
    return Table(partition_key=PK, sort_key=SK, indexes=indexes)


def test_the_types_of_all_key_attributes_are_known() -> None:
    table = made(
        one={"type": "global", "partition_keys": [A, SK], "sort_keys": several("s", 4)},
        two={"type": "global", "partition_key": {"name": "b", "type": "binary"}, "sort_key": PK},
        three=LOCAL,
    )
    assert table.key_types == {
        "pk": "string",
        "sk": "number",
        "a": "string",
        **{f"s{number}": "string" for number in range(4)},
        "b": "binary",
    }


@pytest.mark.parametrize("projection", ["ALL", "KEYS_ONLY", ["x"], ("x", "y")])
def test_an_index_says_what_it_projects(projection: Any) -> None:
    assert made(i={**GLOBAL, "projection": projection}).indexes["i"]["projection"] == projection


def test_the_most_there_can_be() -> None:
    key = {"partition_keys": several("p", 4), "sort_keys": several("s", 4)}
    indexes = {f"g{number}": {"type": "global", **key} for number in range(20)}
    indexes |= {f"l{number}": LOCAL for number in range(5)}
    assert len(made(**indexes).indexes) == 25


@pytest.mark.parametrize(
    ("index", "path"),
    [
        (None, "indexes.i"),
        ({}, "indexes.i"),
        ({"type": "GLOBAL", "partition_key": A}, "indexes.i"),
        ({"type": ["global"], "partition_key": A}, "indexes.i"),
        ({"type": "global"}, "indexes.i"),
        ({"type": "local"}, "indexes.i.sort_key"),
        ({**LOCAL, "partition_key": PK}, "indexes.i"),
        ({**LOCAL, "sort_keys": [A]}, "indexes.i"),
        ({**GLOBAL, "sortKey": SK}, "indexes.i"),
        ({**GLOBAL, "partition_keys": [A]}, "indexes.i"),
        ({**GLOBAL, "sort_key": SK, "sort_keys": [SK]}, "indexes.i"),
        ({**GLOBAL, "sort_key": A}, "indexes.i"),
        ({"type": "global", "partition_keys": [A, PK, A]}, "indexes.i"),
        ({**GLOBAL, "sort_keys": [SK, A]}, "indexes.i"),
        ({"type": "global", "partition_keys": []}, "indexes.i.partition_keys"),
        ({"type": "global", "partition_keys": A}, "indexes.i.partition_keys"),
        ({"type": "global", "partition_keys": several("p", 5)}, "indexes.i.partition_keys"),
        ({**GLOBAL, "sort_keys": several("p", 5)}, "indexes.i.sort_keys"),
        ({"type": "global", "partition_key": "a"}, "indexes.i.partition_key"),
        ({"type": "global", "partition_keys": [A, {"name": "b"}]}, "indexes.i.partition_keys[1]"),
        ({**GLOBAL, "sort_key": {"name": "b", "type": "N"}}, "indexes.i.sort_key"),
        ({**GLOBAL, "projection": "INCLUDE"}, "indexes.i.projection"),
        ({**GLOBAL, "projection": []}, "indexes.i.projection"),
        ({**GLOBAL, "projection": [1]}, "indexes.i.projection"),
        ({**GLOBAL, "projection": ["x", "x"]}, "indexes.i.projection"),
        ({**GLOBAL, "projection": {"x"}}, "indexes.i.projection"),
    ],
    ids=str,
)
def test_an_index_that_is_none_is_refused(index: Any, path: str) -> None:
    key = path.endswith((".sort_key", ".partition_key", "[1]"))
    with refused("table.invalidKey" if key else "table.invalidIndex", path):
        made(i=index)


def test_what_is_no_dict_of_indexes_is_refused() -> None:
    indexes: Any = [GLOBAL]
    with refused("table.invalidIndex", "indexes"):
        Table(partition_key=PK, indexes=indexes)


@pytest.mark.parametrize(("name", "path"), [("", "indexes['']"), ("a b", "indexes.a b"), ("x" * 256, None)])
def test_the_name_of_an_index(name: str, path: str | None) -> None:
    with refused("table.invalidIndex", path or f"indexes.{name}"):
        made(**{name: GLOBAL})


def test_a_local_index_needs_a_table_with_a_sort_key() -> None:
    with refused("table.invalidIndex", "indexes.i"):
        Table(partition_key=PK, indexes={"i": LOCAL})


@pytest.mark.parametrize(("index", "count"), [(GLOBAL, 21), (LOCAL, 6)], ids=["global", "local"])
def test_one_index_too_many(index: Any, count: int) -> None:
    with refused("table.invalidIndex", "indexes"):
        made(**{f"i{number}": index for number in range(count)})


def test_more_than_a_hundred_projected_attributes() -> None:
    names = [f"x{number}" for number in range(51)]
    made(i={**GLOBAL, "projection": names[:50]}, j={**GLOBAL, "projection": names[:50]})
    with refused("table.invalidIndex", "indexes"):
        made(i={**GLOBAL, "projection": names}, j={**LOCAL, "projection": names[:50]})


@pytest.mark.parametrize(
    ("index", "path"),
    [
        ({"type": "local", "sort_key": {"name": "sk", "type": "string"}}, "indexes.i.sort_key"),
        ({"type": "global", "partition_key": {"name": "pk", "type": "binary"}}, "indexes.i.partition_key"),
        ({**GLOBAL, "sort_keys": [SK, {"name": "pk", "type": "number"}]}, "indexes.i.sort_keys[1]"),
    ],
)
def test_an_attribute_has_one_type_in_all_keys(index: Any, path: str) -> None:
    with refused("table.invalidKey", path) as caught:
        made(i=index)
    assert "the type that" in caught.value.message


def test_the_name_of_a_key_attribute_has_255_bytes() -> None:
    assert Table(partition_key={"name": "é" * 127, "type": "string"}).key_attributes()
    with refused("table.invalidKey", "partition_key"):
        Table(partition_key={"name": "é" * 128, "type": "string"})


def test_a_key_has_nothing_else() -> None:
    key: Any = {"name": "pk", "type": "string", "saved_as": "x"}
    with refused("table.invalidKey", "partition_key"):
        Table(partition_key=key)
