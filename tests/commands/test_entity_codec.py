"""Commands with the entity compiled, and with the walk alone: the same requests, items and errors."""

import json
from collections.abc import Callable
from typing import Any, cast

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dynamodb_toolbox import (
    BatchDeleteRequest,
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    DeleteItemCommand,
    DynamoDBToolboxError,
    Entity,
    GetItemCommand,
    GetTransaction,
    PutItemCommand,
    PutTransaction,
    QueryCommand,
    Table,
    execute_batch_get,
    execute_batch_write,
    execute_transact_get,
    execute_transact_write,
    parse_stream,
    s,
)
from dynamodb_toolbox.client.client import Client
from dynamodb_toolbox.commands.entity_walk import EntityWalk
from dynamodb_toolbox.protocol.answers import Answer, Metadata
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import copied, encode_item
from tests.schema.codec.exactly import exactly
from tests.schema.codec.strategies import items, spoilt, spoilt_wire

AnyEntity = Entity[Any, Any]


class Walking(EntityWalk[Any]):
    """What stands for a compiled entity and leaves all to the walk, plain keys as well."""

    def write_key(self, key: Any, filled: Any) -> None:
        return None


class Answering:
    """An endpoint that notes requests, and answers each with the same reply."""

    def __init__(self, reply: Reply) -> None:
        self.sent: list[Any] = []
        self._reply = reply

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        self.sent.append((operation, request))
        return copied(self._reply)  # type: ignore[no-any-return]

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None: ...


class AnsweringRaw(Answering):
    """The same, and what it can it leaves as JSON."""

    def call_raw(self, operation: str, request: dict[str, Any]) -> Reply:
        reply = self.call(operation, request)
        raw = {"Item", "Items", "Attributes"} & reply.keys()
        return reply | {name: msgspec.Raw(json.dumps(reply[name]).encode()) for name in raw}


class AnsweringBytes(Answering):
    """The same in bytes, as a service behind HTTP does."""

    def exchange(self, operation: str, body: bytes) -> Answer:
        return Answer(json.dumps(self.call(operation, json.loads(body))).encode(), Metadata(1, 0.0))


def entity_of(schema: ItemSchema, endpoint: Answering, *, walking: bool) -> AnyEntity:
    """Give an entity of random attributes, with a key of its own, on an endpoint."""
    table = Table(
        name="things",
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "number"},
        client=Client(cast("Any", endpoint)),
    )
    try:
        attributes = {"pk": s.string().key(), "sk": s.number().key().default(7), **schema.attributes}
        entity = Entity(name="thing", table=table, schema=s.item(attributes), timestamps=False)
    except DynamoDBToolboxError:
        assume(False)
        raise
    entity.codec = Walking(entity) if walking else None
    return entity


def told(work: Callable[[], Any]) -> Any:
    """Give what comes of it; of an error, all that it tells."""
    try:
        return "value", work()
    except DynamoDBToolboxError as error:
        return error.code, str(error), error.path, error.payload
    except Exception as error:  # noqa: BLE001  # what a default or the like raises
        return type(error), str(error)


def both(
    schema: ItemSchema, reply: Reply, work: Callable[[AnyEntity], Any], kind: type[Answering] = Answering
) -> None:
    """Do the same with compiled code and with the walk alone: requests and outcomes are to be equal."""
    seen: list[Any] = []
    for walking in (False, True):
        endpoint = kind(reply)
        entity = entity_of(schema, endpoint, walking=walking)
        seen.append((told(lambda: work(entity)), endpoint.sent))  # noqa: B023  # asked at once
    (compiled, requests), (walked, expected) = seen
    exactly(requests, expected)
    if compiled[0] == "value":
        exactly(compiled, walked)
    else:
        assert repr(compiled) == repr(walked)


endpoints = st.sampled_from([Answering, AnsweringRaw, AnsweringBytes])


@given(items(), st.data())
def test_puts_and_their_errors_are_those_of_the_walk(
    found: tuple[ItemSchema, dict[str, Any]], data: st.DataObject
) -> None:
    schema, value = found
    value = {"pk": data.draw(st.sampled_from(["a", "", 1])), **value}
    for _ in range(data.draw(st.integers(0, 2))):
        value = data.draw(spoilt(value))
    both(schema, {}, lambda entity: entity.build(PutItemCommand).item(value).send().toolbox_item)


@given(items(), st.data())
def test_keys_and_their_errors_are_those_of_the_walk(
    found: tuple[ItemSchema, dict[str, Any]], data: st.DataObject
) -> None:
    schema, value = found
    value = {"pk": data.draw(st.sampled_from(["a", "", 1])), **value}
    for _ in range(data.draw(st.integers(0, 2))):
        value = data.draw(spoilt(value))
    both(schema, {}, lambda entity: entity.build(GetItemCommand).key(value).send().item)
    both(schema, {}, lambda entity: entity.build(DeleteItemCommand).key(value).send().attributes)


@given(items(), endpoints, st.data())
def test_items_and_their_errors_are_those_of_the_walk(
    found: tuple[ItemSchema, dict[str, Any]], kind: type[Answering], data: st.DataObject
) -> None:
    schema, value = found
    written = Answering({})
    entity = entity_of(schema, written, walking=True)
    outcome = told(lambda: entity.build(PutItemCommand).item({"pk": "a", **value}).send())
    assume(outcome[0] == "value")
    wire = written.sent[0][1]["Item"]
    for _ in range(data.draw(st.integers(0, 2))):
        wire = data.draw(spoilt_wire(wire))
    both(schema, {"Item": wire}, lambda e: e.build(GetItemCommand).key({"pk": "a"}).send().item, kind)
    page = {"Items": [written.sent[0][1]["Item"], wire], "Count": 2, "ScannedCount": 2}
    query: Callable[[AnyEntity], Any] = lambda e: (  # noqa: E731
        e.table.build(QueryCommand).entities(e).query({"partition": "a"}).send().items
    )
    both(schema, page, query, kind)


@given(items(), st.data())
def test_requests_of_batches_and_transactions_are_those_of_the_walk(
    found: tuple[ItemSchema, dict[str, Any]], data: st.DataObject
) -> None:
    schema, value = found
    value = {"pk": data.draw(st.sampled_from(["a", "", 1])), **value}
    for _ in range(data.draw(st.integers(0, 2))):
        value = data.draw(spoilt(value))

    def put(entity: AnyEntity) -> Any:
        one = entity.build(BatchPutRequest).item(value)
        other = entity.build(BatchDeleteRequest).key({"pk": "z"})
        return execute_batch_write(entity.table.build(BatchWriteCommand).requests(one, other))

    def put_together(entity: AnyEntity) -> Any:
        transaction = entity.build(PutTransaction).item(value)
        return execute_transact_write(transaction, client_request_token="t").toolbox_items

    def get(entity: AnyEntity) -> Any:
        requests = [entity.build(BatchGetRequest).key(value)]
        return execute_batch_get(entity.table.build(BatchGetCommand).requests(*requests)).items

    both(schema, {}, put)
    both(schema, {}, put_together)
    both(schema, {}, get)
    both(
        schema, {"Responses": [{}]}, lambda e: execute_transact_get(e.build(GetTransaction).key(value)).items
    )


@given(items(), endpoints, st.data())
def test_items_of_batches_transactions_and_streams_are_those_of_the_walk(
    found: tuple[ItemSchema, dict[str, Any]], kind: type[Answering], data: st.DataObject
) -> None:
    schema, value = found
    written = Answering({})
    entity = entity_of(schema, written, walking=True)
    outcome = told(lambda: entity.build(PutItemCommand).item({"pk": "a", **value}).send())
    assume(outcome[0] == "value")
    before = wire = written.sent[0][1]["Item"]
    for _ in range(data.draw(st.integers(0, 2))):
        wire = data.draw(spoilt_wire(wire))

    def get(entity: AnyEntity) -> Any:
        requests = [entity.build(BatchGetRequest).key({"pk": "a"})]
        return execute_batch_get(entity.table.build(BatchGetCommand).requests(*requests)).items

    def changes(entity: AnyEntity) -> Any:
        images = {"OldImage": before, "NewImage": wire}
        change = {"SequenceNumber": "1", "Keys": {"pk": {"S": "a"}}, **images}
        records = parse_stream([{"eventName": "MODIFY", "dynamodb": change}], entity)
        return [(record.old, record.new) for record in records]

    both(schema, {"Responses": {"things": [wire]}}, get, kind)
    both(
        schema,
        {"Responses": [{"Item": wire}]},
        lambda e: execute_transact_get(e.build(GetTransaction).key({"pk": "a"})).items,
        kind,
    )
    both(schema, {}, changes, kind)


def counted() -> tuple[Callable[..., str], list[int]]:
    """Give a function that notes each time it is asked."""
    asked: list[int] = []

    def ask(*_: Any) -> str:
        asked.append(len(asked))
        return f"answer {len(asked)}"

    return ask, asked


@pytest.mark.parametrize("level", [1, "wrong", True, -1])
def test_defaults_and_links_are_asked_once_whoever_parses(level: Any) -> None:
    default, defaults = counted()
    link, links = counted()
    schema = s.item(
        {
            "id": s.string().key().saved_as("pk").default(default),
            "name": s.string().link(link),
            "level": s.number().validate(lambda level: level > 0),
        }
    )
    table = Table(
        name="things",
        partition_key={"name": "pk", "type": "string"},
        client=Client(cast("Any", Answering({}))),
    )
    entity = Entity(name="thing", table=table, schema=schema)
    command = entity.build(PutItemCommand).item({"level": level})
    outcome = told(lambda: command.send().toolbox_item)
    assert outcome[0] == ("value" if level == 1 and level is not True else outcome[0])
    assert (len(defaults), len(links)) == (1, 1)


def test_a_default_is_asked_once_where_an_unusual_value_is_for_the_walk() -> None:
    class Name(str):
        __slots__ = ()

    default, defaults = counted()
    endpoint = Answering({})
    schema = s.item({"a": s.string().default(default), "name": s.string()})
    entity = entity_of(schema, endpoint, walking=False)
    entity.build(PutItemCommand).item({"pk": "x", "name": Name("odd")}).send()
    assert endpoint.sent[0][1]["Item"] == encode_item(
        {"pk": "x", "sk": 7, "a": "answer 1", "name": "odd", "_et": "thing"}
    )
    assert len(defaults) == 1


def test_what_is_sent_is_what_params_show_before_and_after() -> None:
    endpoint = Answering({})
    schema = s.item({"weight": s.number(), "tags": s.set(s.string()), "raw": s.binary()})
    entity = entity_of(schema, endpoint, walking=False)
    item = {"pk": "x", "weight": 0.5, "tags": {"b", "a"}, "raw": bytearray(b"abc")}
    shown = entity.build(PutItemCommand).item(item).params()
    command = entity.build(PutItemCommand).item(item)
    command.send()
    assert command.params() == shown
    assert endpoint.sent[0][1]["Item"] == encode_item(shown["Item"])


def test_an_item_of_many_small_values_is_weighed_as_dynamodb_does() -> None:
    """As JSON it is longer than 400 KB; as DynamoDB counts, it is not."""
    endpoint = Answering({})
    entity = entity_of(s.item({"flags": s.list(s.boolean())}), endpoint, walking=False)
    entity.build(PutItemCommand).item({"pk": "x", "flags": [True] * 100_000}).send()
    assert len(endpoint.sent) == 1
    with pytest.raises(DynamoDBToolboxError) as caught:
        entity.build(PutItemCommand).item({"pk": "x", "flags": [True] * 300_000}).send()
    assert caught.value.code == "encoding.itemTooLarge"
    assert len(endpoint.sent) == 1
