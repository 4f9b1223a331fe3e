"""`QueryCommand.params()` (spec/actions.md §3.1)."""

import math
from typing import Any

import pytest

from dynamodb_toolbox import Entity, QueryCommand, Table, ref, s
from tests.refusals import refused

TABLE = Table(
    name="t",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "string"},
    indexes={
        "lsi": {"type": "local", "sort_key": {"name": "n", "type": "number"}},
        "gsi": {"type": "global", "partition_key": {"name": "g", "type": "binary"}},
        "tag": {"type": "global", "partition_key": {"name": "_et", "type": "string"}},
        "multi": {
            "type": "global",
            "partition_keys": [{"name": "a", "type": "string"}, {"name": "b", "type": "number"}],
            "sort_keys": [{"name": "c", "type": "string"}, {"name": "d", "type": "number"}],
        },
    },
)


def entity(name: str, attributes: dict[str, Any], tagged: bool = True) -> Entity[Any, Any]:
    keys = {"pk": s.string().key(), "sk": s.string().key()}
    schema = s.item({**keys, **attributes})
    return Entity(name=name, table=TABLE, schema=schema, timestamps=False, entity_attribute=tagged)


A = entity("A", {"age": s.number(), "name": s.string(), "common": s.string()})
B = entity("B", {"price": s.number(), "common": s.string().saved_as("_c")})
BARE = entity("BARE", {"age": s.number()}, tagged=False)
QUERY: QueryCommand[Any] = TABLE.build(QueryCommand)
ALL = QUERY.query({"partition": "a"})


def keyed(query: Any) -> tuple[str, dict[str, Any], dict[str, Any]]:
    params = QUERY.query(query).params()
    names, values = params["ExpressionAttributeNames"], params["ExpressionAttributeValues"]
    return params["KeyConditionExpression"], names, values


@pytest.mark.parametrize(
    ("given", "text", "values"),
    [
        ("b", "#c0_2 = :c0_2", ["b"]),
        ({"eq": "b"}, "#c0_2 = :c0_2", ["b"]),
        ({"gt": "b"}, "#c0_2 > :c0_2", ["b"]),
        ({"gte": "b"}, "#c0_2 >= :c0_2", ["b"]),
        ({"lt": "b"}, "#c0_2 < :c0_2", ["b"]),
        ({"lte": "b"}, "#c0_2 <= :c0_2", ["b"]),
        ({"between": ["b", "c"]}, "#c0_2 BETWEEN :c0_2 AND :c0_3", ["b", "c"]),
        ({"begins_with": "b"}, "begins_with(#c0_2, :c0_2)", ["b"]),
        (["b"], "#c0_2 = :c0_2", ["b"]),
    ],
)
def test_a_range(given: Any, text: str, values: list[str]) -> None:
    expression, names, given_values = keyed({"partition": "a", "range": given})
    assert expression == f"(#c0_1 = :c0_1) AND ({text})"
    assert names == {"#c0_1": "pk", "#c0_2": "sk"}
    assert list(given_values.values()) == ["a", *values]


@pytest.mark.parametrize("given", [{"partition": "a"}, {"partition": ["a"]}, {"partition": "a", "range": []}])
def test_a_whole_partition(given: Any) -> None:
    assert keyed(given) == ("#c0_1 = :c0_1", {"#c0_1": "pk"}, {":c0_1": "a"})
    assert QUERY.query(given).params() == {
        "TableName": "t",
        "KeyConditionExpression": "#c0_1 = :c0_1",
        "ExpressionAttributeNames": {"#c0_1": "pk"},
        "ExpressionAttributeValues": {":c0_1": "a"},
    }


def test_a_local_index_has_the_tables_partitions() -> None:
    query = QUERY.query({"index": "lsi", "partition": "a", "range": {"gt": 10**20}})
    assert query.params()["IndexName"] == "lsi"
    assert keyed({"index": "lsi", "partition": "a", "range": {"gt": 10**20}}) == (
        "(#c0_1 = :c0_1) AND (#c0_2 > :c0_2)",
        {"#c0_1": "pk", "#c0_2": "n"},
        {":c0_1": "a", ":c0_2": 10**20},
    )


def test_a_global_index() -> None:
    expected = ("#c0_1 = :c0_1", {"#c0_1": "g"}, {":c0_1": b"x"})
    assert keyed({"index": "gsi", "partition": b"x"}) == expected


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (None, ""),
        (["y"], " AND (#c0_3 = :c0_3)"),
        ([{"begins_with": "y"}], " AND (begins_with(#c0_3, :c0_3))"),
        (["y", {"gte": 7}], " AND (#c0_3 = :c0_3) AND (#c0_4 >= :c0_4)"),
    ],
)
def test_an_index_of_several_key_attributes(given: Any, text: str) -> None:
    expression, *_ = keyed({"index": "multi", "partition": ["x", 42], "range": given})
    assert expression == f"(#c0_1 = :c0_1) AND (#c0_2 = :c0_2){text}"


@pytest.mark.parametrize(
    ("query", "code", "payload"),
    [
        (
            {"index": "multi", "partition": "x"},
            "queryCommand.invalidPartition",
            {"partition": "x"},
        ),
        (
            {"index": "multi", "partition": ["x"]},
            "queryCommand.invalidPartition",
            {"partition": ["x"]},
        ),
        ({"partition": ["a", "b"]}, "queryCommand.invalidPartition", {"partition": ["a", "b"]}),
        ({"partition": []}, "queryCommand.invalidPartition", {"partition": []}),
        (
            {"index": "multi", "partition": ["x", 1], "range": "y"},
            "queryCommand.invalidRange",
            {"range": "y"},
        ),
        (
            {"index": "multi", "partition": ["x", 1], "range": [{"gt": "y"}, 7]},
            "queryCommand.invalidRange",
            {"range": 7},
        ),
        ({"index": "gsi", "partition": b"x", "range": "y"}, "queryCommand.invalidRange", {"range": ["y"]}),
        ({"partition": "a", "range": ["b", "c"]}, "queryCommand.invalidRange", {"range": ["b", "c"]}),
        ({"index": "nope", "partition": "a"}, "options.invalidIndexOption", {"index": "nope"}),
        ({"index": 1, "partition": "a"}, "options.invalidIndexOption", {"index": 1}),
        ({"partition": 1}, "actions.invalidExpressionAttributePath", {"attributePath": "pk"}),
        (
            {"partition": "a", "range": {"lt": 1}},
            "actions.invalidExpressionAttributePath",
            {"attributePath": "sk"},
        ),
        (
            {"index": "gsi", "partition": "x"},
            "actions.invalidExpressionAttributePath",
            {"attributePath": "g"},
        ),
    ],
)
def test_a_wrong_query(query: Any, code: str, payload: dict[str, Any]) -> None:
    with refused(code, payload=payload):
        QUERY.query(query).params()


def test_a_range_without_an_operator_that_ranges_have() -> None:
    with refused("actions.invalidCondition"):
        ALL.query({"partition": "a", "range": {"contains": "b"}}).params()
    with refused("actions.invalidCondition"):
        ALL.query({"partition": "a", "range": {}}).params()


@pytest.mark.parametrize(
    "given",
    [
        {"lt": "c", "gte": "b"},
        {"gt": "b", "contains": "c"},
        {"gt": {"attr": "pk"}},
        {"between": ["a", ref("pk")]},
    ],
)
def test_a_range_that_dynamodb_does_not_have(given: Any) -> None:
    with refused("queryCommand.invalidRange", payload={"range": given}):
        ALL.query({"partition": "a", "range": given}).params()


def test_numbers_have_no_beginning() -> None:
    with refused("queryCommand.invalidRange", payload={"range": {"begins_with": 1}}):
        ALL.query({"partition": "a", "index": "lsi", "range": {"begins_with": 1}}).params()


@pytest.mark.parametrize("given", [{"partition": "a", "rnage": "b"}, "a", {"partition": "a", "options": {}}])
def test_a_query_of_another_shape(given: Any) -> None:
    with refused("queryCommand.invalidQuery", payload={"query": given}):
        QUERY.query(given).params()


def test_without_a_query_it_is_incomplete() -> None:
    with refused("actions.incompleteAction"):
        QUERY.params()


def test_all_options_that_are_sent() -> None:
    options: Any = {
        "capacity": "TOTAL",
        "consistent": True,
        "exclusive_start_key": {"pk": "a", "sk": "b"},
        "limit": 3,
        "reverse": True,
        "select": "COUNT",
        "filter": {"attr": "x.y", "gt": 1},
        "table_name": "u",
    }
    assert ALL.options(options).params() == {
        "TableName": "u",
        "ReturnConsumedCapacity": "TOTAL",
        "ConsistentRead": True,
        "ExclusiveStartKey": {"pk": "a", "sk": "b"},
        "Limit": 3,
        "ScanIndexForward": False,
        "Select": "COUNT",
        "KeyConditionExpression": "#c0_1 = :c0_1",
        "FilterExpression": "#c1_1.#c1_2 > :c1_1",
        "ExpressionAttributeNames": {"#c0_1": "pk", "#c1_1": "x", "#c1_2": "y"},
        "ExpressionAttributeValues": {":c0_1": "a", ":c1_1": 1},
    }


def test_options_that_only_say_what_to_do_with_the_answer() -> None:
    options: Any = {
        "max_pages": math.inf,
        "show_entity_attr": True,
        "tag_entities": True,
        "no_entity_match_behavior": "DISCARD",
    }
    assert ALL.options(options).params() == ALL.params()
    nothing: Any = dict.fromkeys(options)
    assert ALL.options(nothing).params() == ALL.params()
    assert ALL.options(reverse=False).params()["ScanIndexForward"] is True


@pytest.mark.parametrize(
    ("option", "values", "code"),
    [
        ("capacity", ["total"], "options.invalidCapacityOption"),
        ("consistent", [1], "options.invalidConsistentOption"),
        ("exclusive_start_key", ["a", 1], "options.invalidExclusiveStartKeyOption"),
        ("limit", [0, -1, 1.5, "3", True, math.inf], "options.invalidLimitOption"),
        ("max_pages", [0, 1.5, "all", True], "options.invalidMaxPagesOption"),
        ("select", ["ALL", ["COUNT"], "ALL_PROJECTED_ATTRIBUTES"], "options.invalidSelectOption"),
        ("table_name", [1], "options.invalidTableNameOption"),
        ("entity_attr_filter", ["yes", 0], "options.invalidEntityAttrFilterOption"),
        ("show_entity_attr", [1], "options.invalidShowEntityAttrOption"),
        ("no_entity_match_behavior", ["IGNORE", ["THROW"]], "options.invalidNoEntityMatchBehaviorOption"),
        ("reverse", ["yes"], "queryCommand.invalidReverseOption"),
        ("tag_entities", [1], "queryCommand.invalidTagEntitiesOption"),
        ("attributes", ["age", [1]], "options.invalidAttributesOption"),
        ("filters", [["A"]], "actions.invalidCondition"),
    ],
)
def test_a_wrong_option(option: str, values: list[Any], code: str) -> None:
    for value in values:
        options: Any = {option: value}
        with refused(code, payload=options):
            ALL.entities(A).options(options).params()


def test_a_global_index_is_never_consistent() -> None:
    for index in ("gsi", "tag"):
        query = QUERY.query({"index": index, "partition": b"x"})
        with refused("options.invalidConsistentOption", payload={"consistent": True}):
            query.options(consistent=True).params()
    local = QUERY.query({"index": "lsi", "partition": "a"}).options(consistent=True)
    assert local.params()["ConsistentRead"] is True


@pytest.mark.parametrize("option", ["nope", "index", "segment", "exclusiveStartKey"])
def test_an_unknown_option(option: str) -> None:
    options: Any = {option: None}
    with refused("options.unknownOption", payload={"option": option}):
        ALL.options(options).params()


def test_what_may_be_selected() -> None:
    index = QUERY.query({"index": "lsi", "partition": "a"})
    assert index.options(select="ALL_PROJECTED_ATTRIBUTES").params()["Select"] == "ALL_PROJECTED_ATTRIBUTES"
    named = ALL.entities(A).options(attributes=["age"], select="SPECIFIC_ATTRIBUTES")
    assert named.params()["Select"] == "SPECIFIC_ATTRIBUTES"
    with refused("options.invalidSelectOption", payload={"select": "COUNT"}):
        ALL.entities(A).options(attributes=["age"], select="COUNT").params()


def test_a_projection_for_several_entities() -> None:
    params = ALL.entities(A, B).options(attributes=["age", "price", "common"]).params()
    assert params["ProjectionExpression"] == "#p_1, #p_2, #p_3, #p_4, #_et"
    names = {"#p_1": "age", "#p_2": "common", "#p_3": "price", "#p_4": "_c", "#_et": "_et"}
    assert params["ExpressionAttributeNames"].items() >= names.items()


def test_the_entity_attribute_is_projected_once() -> None:
    params = ALL.entities(A).options(attributes=["entity", "age"]).params()
    assert params["ProjectionExpression"] == "#p_1, #p_2"


def test_each_entity_must_have_one_of_the_attributes() -> None:
    with refused("queryCommand.invalidProjectionExpression", payload={"entity": "B"}):
        ALL.entities(A, B).options(attributes=["age"]).params()


def test_without_entities_paths_are_as_they_are_stored() -> None:
    params = ALL.options(attributes=["_c", "m.x"], select="SPECIFIC_ATTRIBUTES").params()
    assert params["ProjectionExpression"] == "#p_1, #p_2.#p_3"
    assert {"#p_1": "_c", "#p_2": "m", "#p_3": "x"}.items() <= params["ExpressionAttributeNames"].items()


def test_the_first_options_are_checked_then_projections_then_keys_then_filters() -> None:
    wrong: Any = {"limit": 0, "attributes": ["nope"], "filters": {"A": {"attr": "nope", "eq": 1}}}
    query = ALL.entities(A).query({"partition": 1})
    for code in (
        "options.invalidLimitOption",
        "queryCommand.invalidProjectionExpression",
        "actions.invalidExpressionAttributePath",
    ):
        with refused(code):
            query.options(wrong).params()
        wrong.pop(next(iter(wrong)))
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "pk"}):
        query.options(wrong | {"filters": {"A": {"attr": "nope", "eq": 1}}}).params()
