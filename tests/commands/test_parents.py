"""Updates inside of maps that may not be stored: `create_parents` (spec/actions.md §5.6)."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    ConditionalCheckFailedException,
    Entity,
    GetItemCommand,
    PutItemCommand,
    Table,
    UpdateAttributesCommand,
    UpdateItemCommand,
    ValidationException,
    add,
    connect,
    get,
    remove,
    s,
)
from dynamodb_toolbox.protocol.calls import Reply
from tests.client.faulty_server import FaultyServer, answer, error
from tests.refusals import refused

Deep = Entity[Any, Any]
KEY = {"id": "a"}


@pytest.fixture
def deep(table: Table) -> Deep:
    inner = s.map({"n": s.number().optional().saved_as("_n"), "t": s.string().optional()})
    middle = s.map({"in": inner.optional(), "list": s.list(inner).optional(), "x": s.number().optional()})
    schema = s.item(
        {
            "id": s.string().key().saved_as("pk"),
            "m": middle.optional().saved_as("_m"),
            "other": inner.optional(),
            "tally": s.record(s.string(), s.number()).optional(),
            "count": s.number().optional(),
        }
    )
    return Entity(name="deep", table=table, schema=schema, timestamps=False, entity_attribute=False)


def update(deep: Deep, change: dict[str, Any], **options: Any) -> Any:
    command = (
        deep.build(UpdateItemCommand).item({**KEY, **change}).options(return_values="ALL_NEW", **options)
    )
    return command.send().attributes


def put(deep: Deep, **item: Any) -> None:
    deep.build(PutItemCommand).item({**KEY, **item}).send()


def read(deep: Deep) -> Any:
    return deep.build(GetItemCommand).key(KEY).options(consistent=True).send().item


class Recorder:
    """Listens in to an endpoint, and notes the operations and their updates."""

    def __init__(self, client: Client) -> None:
        self.sent: list[Any] = []
        self._beneath = client.endpoint
        client.endpoint = self

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        self.sent.append(request.get("UpdateExpression"))
        return self._beneath.call(operation, request)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None:
        self._beneath.close()


@pytest.mark.parametrize("stored", [None, {}, {"m": {}}, {"m": {"x": 1}, "count": 7}])
def test_nested_levels_are_made(deep: Deep, stored: dict[str, Any] | None) -> None:
    if stored is not None:
        put(deep, **stored)
    change = {"m": {"in": {"n": 1}}, "other": {"t": "x"}, "tally": {"k": add(2)}}
    before = stored or {}
    after = {**before, "m": {**before.get("m", {}), "in": {"n": 1}}}
    expected = {**KEY, **after, "other": {"t": "x"}, "tally": {"k": 2}}
    assert update(deep, change, create_parents=True) == expected


def test_what_is_there_is_kept_and_needs_one_call(deep: Deep, client: Client) -> None:
    put(deep, m={"in": {"n": 1, "t": "x"}, "x": 2})
    recorder = Recorder(client)
    attributes = update(deep, {"m": {"in": {"n": add(1)}}}, create_parents=True)
    assert attributes == {**KEY, "m": {"in": {"n": 2, "t": "x"}, "x": 2}}
    assert len(recorder.sent) == 1


def test_levels_are_made_one_after_the_other(deep: Deep, client: Client) -> None:
    recorder = Recorder(client)
    update(deep, {"m": {"in": {"n": 1}}, "tally": {"k": 1}}, create_parents=True)
    first, upper, lower, last = recorder.sent
    assert first == last
    assert upper == "SET #s_1 = if_not_exists(#s_1, :s_1), #s_2 = if_not_exists(#s_2, :s_2)"
    assert lower == "SET #s_1.#s_2 = if_not_exists(#s_1.#s_2, :s_1)"


def test_the_same_awaited(deep: Deep) -> None:
    command = deep.build(UpdateItemCommand).item({**KEY, "m": {"in": {"n": 1}}}).options(create_parents=True)
    asyncio.run(command.send_async())
    assert read(deep) == {**KEY, "m": {"in": {"n": 1}}}


def test_the_condition_is_kept(deep: Deep) -> None:
    put(deep, count=1)
    change = {"m": {"x": 1}}
    with pytest.raises(ConditionalCheckFailedException) as caught:
        update(
            deep,
            change,
            create_parents=True,
            condition={"attr": "count", "gt": 1},
            return_values_on_condition_false="ALL_OLD",
        )
    assert caught.value.item == {**KEY, "count": 1}
    assert read(deep) == {**KEY, "count": 1}
    updated = update(deep, change, create_parents=True, condition={"attr": "count", "lte": 1})
    assert updated == {**KEY, "count": 1, "m": {"x": 1}}


def test_without_the_option_the_error_names_the_paths(deep: Deep) -> None:
    put(deep, count=1)
    for options in ({}, {"create_parents": False}, {"create_parents": None}):
        with pytest.raises(ValidationException) as caught:
            update(deep, {"m": {"in": {"n": 1}}, "tally": {"k": 1}, "count": 2}, **options)
        message = caught.value.message
        assert message.startswith("The document path provided in the update expression is invalid for update")
        assert "_m.in._n, tally.k." in message
        assert "create_parents=True" in message
    assert read(deep) == {**KEY, "count": 1}


def test_a_removal_below_what_is_not_there_is_told_too(deep: Deep) -> None:
    with pytest.raises(ValidationException, match=r"_m\.x"):
        update(deep, {"m": {"x": remove()}})
    assert update(deep, {"m": {"x": remove()}}, create_parents=True) == {**KEY, "m": {}}


def test_lists_are_not_made(deep: Deep) -> None:
    put(deep)
    with pytest.raises(ValidationException, match=r"_m\.list\[0\]\._n"):
        update(deep, {"m": {"list": {0: {"n": 1}}}}, create_parents=True)
    assert "list" not in (read(deep).get("m") or {})
    put(deep, m={"list": [{"t": "x"}]})
    updated = update(deep, {"m": {"list": {0: {"n": 1}}}, "tally": {"k": 1}}, create_parents=True)
    assert updated == {**KEY, "m": {"list": [{"n": 1, "t": "x"}]}, "tally": {"k": 1}}


def test_a_parent_that_is_no_map_is_told(deep: Deep, client: Client) -> None:
    item = {"pk": {"S": "a"}, "_m": {"S": "text"}}
    client.call("PutItem", {"TableName": "pokemons", "Item": item})
    with pytest.raises(ValidationException, match=r"_m\.x"):
        update(deep, {"m": {"x": 1}}, create_parents=True)
    key = {"TableName": "pokemons", "Key": {"pk": {"S": "a"}}}
    assert client.call("GetItem", key)["Item"] == item


def test_other_refusals_are_as_they_are(deep: Deep) -> None:
    put(deep, count=1)
    with pytest.raises(ValidationException) as caught:
        update(deep, {"m": {"x": get("other.n")}}, create_parents=True)
    assert "parent" not in caught.value.message


def test_update_attributes_has_it_too(deep: Deep) -> None:
    command = deep.build(UpdateAttributesCommand).item({**KEY, "m": {"x": 1}})
    assert command.options(create_parents=True, return_values="ALL_NEW").send().attributes == {
        **KEY,
        "m": {"x": 1},
    }


def test_it_is_no_part_of_the_request(deep: Deep) -> None:
    command = deep.build(UpdateItemCommand).item({**KEY, "m": {"x": 1}})
    assert command.options(create_parents=True).params() == command.params()


@pytest.mark.parametrize("value", ["yes", 1])
def test_a_wrong_option(deep: Deep, value: Any) -> None:
    with refused("options.invalidCreateParentsOption", payload={"create_parents": value}):
        update(deep, {"m": {"x": 1}}, create_parents=value)


@pytest.mark.parametrize("create_parents", [False, True])
def test_the_refusal_tells_the_request_that_it_is_of(create_parents: bool) -> None:
    words = "The document path provided in the update expression is invalid for update"
    refusal = error("ValidationException", message=words)
    script = [refusal, *[answer({})] * 2, refusal] if create_parents else [refusal]
    with FaultyServer(*script) as server, connect(server.url) as client:
        table = Table(name="t", partition_key={"name": "id", "type": "string"}, client=client)
        schema = s.item({"id": s.string().key(), "m": s.map({"in": s.map({"n": s.number()})})})
        entity = Entity(name="deep", table=table, schema=schema, timestamps=False, entity_attribute=False)
        item: Any = {**KEY, "m": {"in": {"n": 1}}}
        with pytest.raises(ValidationException, match=r"is not stored: m\.in\.n") as caught:
            entity.build(UpdateItemCommand).item(item).options(create_parents=create_parents).send()
    assert (caught.value.request_id, caught.value.attempts) == ("REQUEST1", 1)
    assert len(server.requests) == len(script)
