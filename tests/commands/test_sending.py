"""The entity commands on the engine: what is written is read back, and bad input never gets there."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    ConditionalCheckFailedException,
    DeleteItemCommand,
    DynamoDBToolboxError,
    Entity,
    GetItemCommand,
    PutItemCommand,
    ResourceNotFoundException,
    Table,
    UpdateAttributesCommand,
    UpdateItemCommand,
    add,
    append,
    get,
    remove,
    s,
    set_,
    sum_,
)
from dynamodb_toolbox.protocol.calls import Endpoint, Reply
from tests.conftest import Pokemons

KEY = {"id": "pikachu-1"}
ITEM = {**KEY, "level": 42}
STORED = {**KEY, "level": 42, "species": "pikachu", "evolutions": []}


def read(pokemons: Pokemons) -> Any:
    return pokemons.build(GetItemCommand).key(KEY).options(consistent=True).send().item


def test_what_is_put_is_read_back_with_its_defaults(pokemons: Pokemons) -> None:
    response = pokemons.build(PutItemCommand).item(ITEM).send()
    assert response.toolbox_item == STORED | {"entity": "pokemon"}
    assert read(pokemons) == STORED


def test_a_missing_item_is_none(pokemons: Pokemons) -> None:
    assert read(pokemons) is None


class Listening:
    """An endpoint that notes what it is asked, and lets another answer."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.sent: list[Any] = []
        self._endpoint = endpoint

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        self.sent.append((operation, request))
        return self._endpoint.call(operation, request)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None:
        self._endpoint.close()


@pytest.mark.parametrize("shown_first", [True, False])
def test_params_are_what_is_sent(pokemons: Pokemons, client: Client, shown_first: bool) -> None:
    client.endpoint = listening = Listening(client.endpoint)
    command = pokemons.build(PutItemCommand).item({**ITEM, "level": 0.5})
    if shown_first:
        assert command.params()["Item"]["level"] == Decimal("0.5")
    command.send()
    wire = {"pk": {"S": "pikachu-1"}, "level": {"N": "0.5"}, "species": {"S": "pikachu"}}
    assert listening.sent == [
        ("PutItem", command.params() | {"Item": wire | {"evolutions": {"L": []}, "_et": {"S": "pokemon"}}})
    ]


def test_returned_attributes_are_formatted(pokemons: Pokemons) -> None:
    put = pokemons.build(PutItemCommand).options(return_values="ALL_OLD")
    assert put.item(ITEM).send().attributes is None
    assert put.item({**ITEM, "secret": "x", "level": 1}).send().attributes == STORED
    delete = pokemons.build(DeleteItemCommand).key(KEY).options(return_values="ALL_OLD")
    assert delete.send().attributes == STORED | {"level": 1}
    assert delete.send().attributes is None


def test_an_update_changes_what_it_names(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({**ITEM, "secret": "x"}).send()
    update = pokemons.build(UpdateItemCommand).item(
        {
            **KEY,
            "species": "raichu",
            "level": add(1),
            "evolutions": append([{"to": "raichu"}]),
            "secret": remove(),
        }
    )
    response = update.options(return_values="UPDATED_NEW").send()
    changed = {"species": "raichu", "level": 43, "evolutions": [{"to": "raichu"}]}
    assert response.attributes == changed
    assert response.toolbox_item is not None
    assert response.toolbox_item["level"] == add(1)
    assert read(pokemons) == STORED | changed


def test_an_update_makes_the_item_where_there_is_none(pokemons: Pokemons) -> None:
    update = pokemons.build(UpdateItemCommand).item({**ITEM, "species": "raichu", "evolutions": set_([])})
    assert update.options(return_values="ALL_NEW").send().attributes == STORED | {"species": "raichu"}


def test_update_attributes_replaces(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({**ITEM, "evolutions": [{"to": "raichu"}, {"to": "x"}]}).send()
    pokemons.build(UpdateAttributesCommand).item({**KEY, "evolutions": [{"to": "y"}]}).send()
    assert read(pokemons) == STORED | {"evolutions": [{"to": "y"}]}


def test_attributes_project_what_is_read(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({**ITEM, "evolutions": [{"to": "a"}, {"to": "b"}]}).send()
    get = pokemons.build(GetItemCommand).key(KEY)
    assert get.options(attributes=["id", "evolutions[1].to"]).send().item == {
        "id": "pikachu-1",
        "evolutions": [{"to": "b"}],
    }


def test_a_failed_condition_writes_nothing_and_gives_the_item_formatted(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({**ITEM, "secret": "x"}).send()
    put = pokemons.build(PutItemCommand).item({**ITEM, "level": 1})
    condition = {"attr": "id", "exists": False}
    with pytest.raises(ConditionalCheckFailedException, match="The conditional request failed") as caught:
        put.options(condition=condition, return_values_on_condition_false="ALL_OLD").send()
    assert caught.value.item == STORED
    with pytest.raises(ConditionalCheckFailedException) as caught:
        put.options(condition=condition).send()
    assert caught.value.item is None
    assert read(pokemons) == STORED


def test_capacity_is_reported_where_it_is_asked_for(pokemons: Pokemons) -> None:
    put = pokemons.build(PutItemCommand).item(ITEM).options(capacity="TOTAL").send()
    assert put.consumed_capacity == {"TableName": "pokemons", "CapacityUnits": 1.0}
    get = pokemons.build(GetItemCommand).key(KEY).options(capacity="TOTAL").send()
    assert get.consumed_capacity == {"TableName": "pokemons", "CapacityUnits": 0.5}


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({**ITEM, "level": "42"}, "parsing.invalidAttributeInput", "level"),
        ({**ITEM, "level": True}, "parsing.invalidAttributeInput", "level"),
        (KEY, "parsing.attributeRequired", "level"),
        ({**ITEM, "species": "mew"}, "parsing.invalidAttributeInput", "species"),
        ({**ITEM, "evolutions": [{"to": 3}]}, "parsing.invalidAttributeInput", "evolutions[0].to"),
        ({**ITEM, "id": 7}, "parsing.invalidAttributeInput", "id"),
        ({"level": 42}, "parsing.attributeRequired", "id"),
        ({**ITEM, "level": float("inf")}, "encoding.invalidValue", "level"),
        ({**ITEM, "level": 10**126}, "encoding.invalidValue", "level"),
        ({**ITEM, "id": ""}, "encoding.emptyKey", "pk"),
        ({**ITEM, "secret": "x" * 400 * 1024}, "encoding.itemTooLarge", "secret"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(
    pokemons: Pokemons, item: dict[str, Any], code: str, path: str
) -> None:
    with pytest.raises(DynamoDBToolboxError) as caught:
        pokemons.build(PutItemCommand).item(item).send()
    assert (caught.value.code, caught.value.path) == (code, path)
    assert read(pokemons) is None


@pytest.mark.parametrize("command", [GetItemCommand, DeleteItemCommand])
def test_a_bad_key_is_refused(pokemons: Pokemons, command: Any) -> None:
    with pytest.raises(DynamoDBToolboxError) as caught:
        pokemons.build(command).key({"id": 1}).send()
    assert (caught.value.code, caught.value.path) == ("parsing.invalidAttributeInput", "id")
    with pytest.raises(DynamoDBToolboxError) as caught:
        pokemons.build(command).send()
    assert caught.value.code == "actions.incompleteAction"


def test_a_stored_item_that_the_schema_does_not_allow_makes_the_get_raise(
    pokemons: Pokemons, client: Client
) -> None:
    item = {"pk": {"S": "pikachu-1"}, "level": {"S": "high"}, "species": {"S": "pikachu"}}
    client.call("PutItem", {"TableName": "pokemons", "Item": item})
    with pytest.raises(DynamoDBToolboxError, match="Partition key: 'pikachu-1'") as caught:
        read(pokemons)
    assert (caught.value.code, caught.value.path) == ("formatter.invalidAttribute", "level")
    client.call("PutItem", {"TableName": "pokemons", "Item": {"pk": {"S": "pikachu-1"}}})
    with pytest.raises(DynamoDBToolboxError) as caught:
        read(pokemons)
    assert (caught.value.code, caught.value.path) == ("formatter.missingAttribute", "level")


def test_a_write_is_not_reported_as_failed_for_what_was_there_before(
    pokemons: Pokemons, client: Client
) -> None:
    client.call("PutItem", {"TableName": "pokemons", "Item": {"pk": {"S": "pikachu-1"}}})
    response = pokemons.build(PutItemCommand).item(ITEM).options(return_values="ALL_OLD").send()
    assert read(pokemons) == STORED
    with pytest.raises(DynamoDBToolboxError) as caught:
        _ = response.attributes
    assert caught.value.code == "formatter.missingAttribute"


def test_sending_without_a_client_says_so_after_checking_the_input() -> None:
    table = Table(name="t", partition_key={"name": "pk", "type": "string"})
    entity = Entity(name="e", table=table, schema=s.item({"pk": s.string().key()}))
    with pytest.raises(DynamoDBToolboxError) as caught:
        entity.build(PutItemCommand).item({"pk": "a"}).send()
    assert caught.value.code == "actions.missingDocumentClient"
    with pytest.raises(DynamoDBToolboxError) as caught:
        entity.build(PutItemCommand).item({"pk": 1}).send()
    assert caught.value.code == "parsing.invalidAttributeInput"
    with pytest.raises(DynamoDBToolboxError) as caught:
        asyncio.run(entity.build(GetItemCommand).key({"pk": "a"}).send_async())
    assert caught.value.code == "actions.missingDocumentClient"


def test_a_table_that_is_not_there(client: Client) -> None:
    table = Table(name="nope", partition_key={"name": "pk", "type": "string"}, client=client)
    entity = Entity(name="e", table=table, schema=s.item({"pk": s.string().key()}))
    with pytest.raises(ResourceNotFoundException):
        entity.build(GetItemCommand).key({"pk": "a"}).send()
    with pytest.raises(ResourceNotFoundException):
        entity.build(PutItemCommand).item({"pk": "a"}).send()


def test_the_same_awaited(pokemons: Pokemons) -> None:
    async def use() -> None:
        put = await pokemons.build(PutItemCommand).item(ITEM).send_async()
        assert put.toolbox_item == STORED | {"entity": "pokemon"}
        get = pokemons.build(GetItemCommand).key(KEY)
        assert (await get.send_async()).item == STORED
        update = pokemons.build(UpdateItemCommand).item({**KEY, "level": add(-2)})
        assert (await update.options(return_values="UPDATED_NEW").send_async()).attributes == {"level": 40}
        await pokemons.build(UpdateAttributesCommand).item({**KEY, "species": "raichu"}).send_async()
        await pokemons.build(DeleteItemCommand).key(KEY).send_async()
        assert (await get.send_async()).item is None
        delete = pokemons.build(DeleteItemCommand).key(KEY).options(condition={"attr": "id", "exists": True})
        with pytest.raises(ConditionalCheckFailedException):
            await delete.send_async()

    asyncio.run(use())


@pytest.mark.parametrize(
    ("item", "condition", "path"),
    [
        ({"level": add(float("inf"))}, None, "level"),
        ({"level": sum_(get("level", float("inf")), 1)}, None, "level"),
        ({"level": 1, "tags": set()}, None, "_tags"),
        ({"level": 1, "notes": {"a": [1, {"b": set()}]}}, None, "notes.a[1].b"),
        ({"level": 1, "log": append([{"x": float("inf")}])}, None, "log[0].x"),
        ({"level": 1}, {"attr": "level", "between": [1, float("inf")]}, "level"),
        ({"level": 1}, {"and": [{"attr": "id", "exists": True}, {"attr": "tags", "eq": set()}]}, "_tags"),
        ({"level": 1}, {"size": "log", "gt": float("inf")}, "log"),
        ({"level": 1}, {"attr": "log", "contains": {"x": set()}}, "log.x"),
    ],
)
def test_what_an_update_cannot_store_is_told_by_its_attribute(
    table: Table, item: dict[str, Any], condition: Any, path: str
) -> None:
    attributes = {
        "id": s.string().key().saved_as("pk"),
        "level": s.number(),
        "tags": s.set(s.string()).saved_as("_tags").optional(),
        "notes": s.any().optional(),
        "log": s.list(s.any()).optional(),
    }
    entity = Entity(name="e", table=table, schema=s.item(attributes), timestamps=False)
    update = entity.build(UpdateItemCommand).item({**KEY, **item}).options(condition=condition)
    with pytest.raises(DynamoDBToolboxError) as caught:
        update.send()
    assert (caught.value.code, caught.value.path) == ("encoding.invalidValue", path)
    assert f"'{path}'" in caught.value.message
