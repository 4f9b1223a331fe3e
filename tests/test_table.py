"""`Table`: names, keys, client."""

from typing import Any

import pytest

from dynamodb_toolbox.table import KeyAttribute, Table
from tests.refusals import refused

PK: KeyAttribute = {"name": "pk", "type": "string"}
SK: KeyAttribute = {"name": "sk", "type": "number"}


def test_a_table_keeps_what_it_is_told() -> None:
    indexes = {"lsi": {"type": "local", "sort_key": {"name": "x", "type": "binary"}}}
    table = Table(name="t", partition_key=PK, sort_key=SK, indexes=indexes, meta={"title": "T"})
    assert table.key_attributes() == (PK, SK)
    assert table.indexes == indexes
    assert table.meta == {"title": "T"}
    assert table.entity_attribute_saved_as == "_et"


def test_without_sort_key_the_partition_key_is_the_key() -> None:
    assert Table(partition_key=PK).key_attributes() == (PK,)


def test_the_name_may_be_a_function_asked_each_time() -> None:
    names = iter(["a", "b"])
    table = Table(name=lambda: next(names), partition_key=PK)
    assert [table.get_name(), table.get_name()] == ["a", "b"]


def test_the_name_may_be_set_later() -> None:
    table = Table(partition_key=PK)
    with refused("table.missingTableName", payload={}):
        table.get_name()
    table.name = "t"
    assert table.get_name() == "t"


def test_without_client_sending_is_refused() -> None:
    with refused("actions.missingDocumentClient", payload={}):
        Table(name="t", partition_key=PK).get_client()


def test_build_hands_the_table_over() -> None:
    table = Table(partition_key=PK)
    assert table.build(lambda given: (given,)) == (table,)


@pytest.mark.parametrize(
    "key",
    [
        "pk",
        {},
        {"name": "pk"},
        {"name": "", "type": "string"},
        {"name": 1, "type": "string"},
        {"name": "pk", "type": "S"},
        {"name": "pk", "type": ["string"]},
    ],
)
def test_a_key_that_is_none_is_refused_at_once(key: Any) -> None:
    with refused("table.invalidKey", "partition_key"):
        Table(partition_key=key)
    with refused("table.invalidKey", "sort_key"):
        Table(partition_key=PK, sort_key=key)


def test_both_keys_cannot_have_one_name() -> None:
    with refused("table.invalidKey", "sort_key"):
        Table(partition_key=PK, sort_key={"name": "pk", "type": "number"})


@pytest.mark.parametrize(
    "name", ["a", "A-b_c.9", "x" * 255, "arn:aws:dynamodb:eu-west-1:123456789012:table/x"]
)
def test_names(name: str) -> None:
    assert Table(name=name, partition_key=PK).get_name() == name
    assert Table(name=lambda: name, partition_key=PK).get_name() == name


@pytest.mark.parametrize("name", ["", "a b", "é", "x" * 256, "arn:" + "x" * 1024])
def test_names_that_are_none(name: str) -> None:
    with refused("table.invalidName", "name"):
        Table(name=name, partition_key=PK)


@pytest.mark.parametrize("name", ["", None, 1])
def test_a_function_that_gives_no_name(name: Any) -> None:
    with refused("table.invalidName", "name"):
        Table(name=lambda: name, partition_key=PK).get_name()


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", 1), ("entity_attribute_saved_as", ""), ("entity_attribute_saved_as", None), ("meta", ["a"])],
)
def test_properties_of_a_wrong_type(name: str, value: Any) -> None:
    with refused("table.invalidProperty", name):
        Table(partition_key=PK, **{name: value})
