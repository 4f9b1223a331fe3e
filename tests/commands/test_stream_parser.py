"""Stream records into typed items: as Lambda gets them, as boto3 gives them, as the engine has them."""

import json
import logging
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any, assert_type

import pytest

from dynamodb_toolbox import (
    Attr,
    Client,
    DeleteItemCommand,
    Entity,
    Item,
    PutItemCommand,
    Registry,
    StreamParser,
    StreamRecord,
    StreamRecordError,
    Table,
    UpdateItemCommand,
    attr,
    key,
    parse_stream,
    prefix,
    s,
)
from dynamodb_toolbox.commands.stream_record import UserIdentity
from tests.refusals import refused

TABLE = Table(
    name="league",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "string"},
)


def member(name: str, attributes: dict[str, Any]) -> Entity[Any, Any]:
    attributes_of_key = {
        "league": s.string().key().saved_as("pk"),
        "name": s.string().key().saved_as("sk").transform(prefix(name)),
    }
    return Entity(
        name=name, table=TABLE, schema=s.item({**attributes_of_key, **attributes}), timestamps=False
    )


TRAINERS = member("trainer", {"badges": s.number(), "photo": s.binary().optional()})
POKEMONS = member("pokemon", {"level": s.number().saved_as("_l"), "secret": s.string().hidden().optional()})
PARSER = TABLE.build(StreamParser).entities(TRAINERS, POKEMONS)

KEYS = {"pk": {"S": "kanto"}, "sk": {"S": "trainer#ash"}}
ASH = {**KEYS, "_et": {"S": "trainer"}, "badges": {"N": "7"}, "photo": {"B": b64encode(b"\x00\xff").decode()}}
ASH_8 = {**ASH, "badges": {"N": "8"}}
MEW = {"pk": {"S": "kanto"}, "sk": {"S": "pokemon#mew"}, "_et": {"S": "pokemon"}, "_l": {"N": "5"}}
RIVAL = {**KEYS, "_et": {"S": "rival"}}


def record(name: str = "MODIFY", number: int = 1, **change: Any) -> dict[str, Any]:
    """Give a record as Lambda delivers it."""
    return {
        "eventID": f"c81e728d9d4c2f636f067f89cc14862{number}",
        "eventName": name,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1767323045.0,
            "Keys": KEYS,
            "SequenceNumber": f"{number}00000000000000000001",
            "SizeBytes": 59,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
            **change,
        },
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/league/stream/2026-01-02T03:04:05",
    }


def event(*records: Any) -> dict[str, Any]:
    return {"Records": list(records)}


def parsed(*records: Any) -> list[StreamRecord[Any]]:
    return list(PARSER.parse(event(*records)))


def test_a_change_with_its_items_before_and_after() -> None:
    [change] = parsed(record(OldImage=ASH, NewImage=ASH_8))
    item = {"league": "kanto", "name": "ash", "badges": 7, "photo": b"\x00\xff"}
    assert (change.event_name, change.old, change.new) == ("MODIFY", item, {**item, "badges": 8})
    assert change.entity is change.old_entity is TRAINERS
    assert change.keys == {"pk": "kanto", "sk": "trainer#ash"}
    assert change.sequence_number == "100000000000000000001"
    assert change.event_id == "c81e728d9d4c2f636f067f89cc148621"
    assert change.created_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (change.view_type, change.size_bytes) == ("NEW_AND_OLD_IMAGES", 59)
    assert (change.table_name, change.user_identity, change.expired) == ("league", None, False)
    assert change.new_stored is not None
    assert change.new_stored["badges"] == 8
    assert change.raw == record(OldImage=ASH, NewImage=ASH_8)


@pytest.mark.parametrize(
    ("name", "images", "old", "new"),
    [
        ("INSERT", {"NewImage": MEW}, None, 5),
        ("REMOVE", {"OldImage": MEW}, 5, None),
        ("MODIFY", {"NewImage": MEW, "StreamViewType": "NEW_IMAGE"}, None, 5),
        ("MODIFY", {"OldImage": MEW, "StreamViewType": "OLD_IMAGE"}, 5, None),
        ("MODIFY", {"StreamViewType": "KEYS_ONLY"}, None, None),
    ],
)
def test_what_the_stream_tells_of(name: str, images: Any, old: int | None, new: int | None) -> None:
    [change] = parsed(record(name, **images))
    assert change.event_name == name
    assert [image and image["level"] for image in (change.old, change.new)] == [old, new]
    assert change.entity is (None if old is new is None else POKEMONS)
    assert change.keys == {"pk": "kanto", "sk": "trainer#ash"}


def test_records_as_boto3_gives_them() -> None:
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    image = {**ASH, "photo": {"B": b"\x00\xff"}}
    given = record("REMOVE", OldImage=image, ApproximateCreationDateTime=moment)
    given["userIdentity"] = {"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"}
    del given["eventSourceARN"]
    [change] = PARSER.parse({"Records": [given], "NextShardIterator": "…"})
    assert change.old == {"league": "kanto", "name": "ash", "badges": 7, "photo": b"\x00\xff"}
    assert (change.created_at, change.table_name) == (moment, None)
    assert change.expired


def test_a_list_of_records_as_pipes_give_them() -> None:
    assert [change.new for change in PARSER.parse([record("INSERT", NewImage=MEW)])] == [
        {"league": "kanto", "name": "mew", "level": 5}
    ]


@pytest.mark.parametrize(
    ("name", "identity", "expired"),
    [
        ("REMOVE", {"type": "Service", "principalId": "dynamodb.amazonaws.com"}, True),
        ("REMOVE", {"type": "Service", "principalId": "somebody"}, False),
        ("MODIFY", {"type": "Service", "principalId": "dynamodb.amazonaws.com"}, False),
    ],
)
def test_an_item_whose_time_was_over(name: str, identity: Any, expired: bool) -> None:
    [change] = parsed({**record(name, OldImage=ASH), "userIdentity": identity})
    assert change.user_identity == UserIdentity(identity["type"], identity["principalId"])
    assert change.expired is expired


def test_an_item_that_takes_the_place_of_another_entitys() -> None:
    bare = {**KEYS, "_et": {"S": "pokemon"}, "_l": {"N": "1"}, "sk": {"S": "pokemon#x"}}
    [change] = parsed(record(OldImage=ASH, NewImage=bare))
    assert (change.old_entity, change.entity) == (TRAINERS, POKEMONS)


def test_hidden_attributes_stay_hidden() -> None:
    [change] = parsed(record("INSERT", NewImage={**MEW, "secret": {"S": "x"}}))
    assert change.new == {"league": "kanto", "name": "mew", "level": 5}


def test_without_entities_items_are_as_they_are_stored() -> None:
    parser: StreamParser[Any] = TABLE.build(StreamParser)
    [change] = parser.parse(event(record("INSERT", NewImage=MEW)))
    assert change.new == {"pk": "kanto", "sk": "pokemon#mew", "_et": "pokemon", "_l": 5}
    assert change.entity is None


def test_an_item_of_no_entity_is_an_error_or_discarded() -> None:
    given = event(
        record("INSERT", 1, NewImage=MEW),
        record("INSERT", 2, NewImage=RIVAL),
        record("INSERT", 3, NewImage=ASH),
    )
    changes = PARSER.parse(given)
    assert next(changes).entity is POKEMONS
    with pytest.raises(StreamRecordError, match="trainer, pokemon") as caught:
        next(changes)
    error = caught.value
    assert (error.code, error.sequence_number) == ("streamParser.noEntityMatched", "200000000000000000001")
    assert error.record == given["Records"][1]
    assert error.payload["item"]["_et"] == "rival"
    rest = PARSER.options(no_entity_match_behavior="DISCARD").parse(given)
    assert [change.entity for change in rest] == [POKEMONS, TRAINERS]


def test_half_a_change_is_not_discarded() -> None:
    parser = PARSER.options(no_entity_match_behavior="DISCARD")
    [change] = parser.parse(event(record(OldImage=ASH, NewImage=RIVAL)))
    assert (change.entity, change.new) == (TRAINERS, None)
    assert change.new_stored == {"pk": "kanto", "sk": "trainer#ash", "_et": "rival"}


def test_an_item_of_its_entity_that_cannot_be_formatted_names_its_record() -> None:
    broken = {name: value for name, value in ASH.items() if name != "badges"}
    with pytest.raises(StreamRecordError, match="record 100000000000000000001 of the stream") as caught:
        parsed(record("INSERT", NewImage=broken))
    error = caught.value
    assert (error.code, error.path) == ("formatter.missingAttribute", "badges")
    assert error.payload["sortKey"] == "trainer#ash"
    assert error.sequence_number == "100000000000000000001"


@pytest.mark.parametrize(
    ("broken", "number"),
    [
        ("nonsense", None),
        ({}, None),
        ({"eventName": "MODIFY"}, None),
        ({**record(), "eventName": "CHANGE"}, "100000000000000000001"),
        (record(SequenceNumber=1), None),
        (record(Keys=None), "100000000000000000001"),
        (record(NewImage={"a": {"X": 1}}), "100000000000000000001"),
        (record(NewImage={"a": {"N": "x"}}), "100000000000000000001"),
        (record(ApproximateCreationDateTime="soon"), "100000000000000000001"),
    ],
)
def test_what_is_no_record(broken: Any, number: str | None) -> None:
    with pytest.raises(StreamRecordError) as caught:
        parsed(broken)
    assert (caught.value.code, caught.value.sequence_number) == ("streamParser.invalidRecord", number)
    assert caught.value.record == broken


@pytest.mark.parametrize("given", [{}, {"Records": None}, {"Records": "x"}, "x", None, 1])
def test_what_is_no_event(given: Any) -> None:
    with refused("streamParser.invalidEvent", payload={"received": given}):
        PARSER.parse(given)


def test_wrong_options() -> None:
    options: Any = {"no_entity_match_behavior": "IGNORE"}
    with refused("options.invalidNoEntityMatchBehaviorOption"):
        PARSER.options(options).parse(event())
    unknown: Any = {"limit": 1}
    with refused("options.unknownOption"):
        PARSER.options(unknown).parse(event())


class Trainer(Item):
    """A trainer as a class."""

    pk: Attr[str] = key()
    sk: Attr[str] = key()
    badges: Attr[int]


class Pokemon(Item):
    """A Pokémon as a class."""

    pk: Attr[str] = key()
    sk: Attr[str] = key()
    level: Attr[int] = attr(saved_as="_l")


def test_items_of_classes_come_as_their_instances() -> None:
    trainers = Entity(name="trainer", table=TABLE, schema=Trainer, timestamps=False)
    pokemons = Entity(name="pokemon", table=TABLE, schema=Pokemon, timestamps=False)
    given = event(record(OldImage=ASH, NewImage=ASH_8), record("INSERT", NewImage=MEW))
    parser = TABLE.build(StreamParser).entities(trainers, pokemons)
    assert_type(parser, StreamParser[Trainer | Pokemon])
    [first, second] = parser.parse(given)
    assert_type(first.new, Trainer | Pokemon | None)
    assert (first.old, first.new) == (Trainer(**KEY, badges=7), Trainer(**KEY, badges=8))
    assert second.new == Pokemon(pk="kanto", sk="pokemon#mew", level=5)
    [change] = parse_stream(event(record("INSERT", NewImage=MEW)), pokemons)
    assert_type(change.new, Pokemon | None)


KEY = {"pk": "kanto", "sk": "trainer#ash"}


def test_in_short() -> None:
    given = event(record("INSERT", NewImage=MEW), record("INSERT", NewImage=RIVAL))
    [change] = parse_stream(given, TRAINERS, POKEMONS, no_entity_match_behavior="DISCARD")
    assert change.entity is POKEMONS
    with refused("actions.incompleteAction"):
        parse_stream(given)


def test_a_registry_knows_the_entities() -> None:
    registry = TABLE.build(Registry).register_entities(TRAINERS, POKEMONS)
    [change] = registry.parse_stream(event(record("INSERT", NewImage=MEW)))
    assert change.new == {"league": "kanto", "name": "mew", "level": 5}


class TestHandle:
    """`handle` answers Lambda: nothing failed, or from which record on to try again."""

    GIVEN = event(*(record("INSERT", number, NewImage=MEW) for number in (1, 2, 3)))

    def test_all_went_well(self) -> None:
        seen: list[str] = []
        answer = PARSER.handle(self.GIVEN, lambda change: seen.append(change.sequence_number))
        assert answer == {"batchItemFailures": []}
        assert [number[0] for number in seen] == ["1", "2", "3"]
        assert PARSER.handle(event(), print) == {"batchItemFailures": []}

    def test_it_stops_at_the_first_failure(self, caplog: pytest.LogCaptureFixture) -> None:
        seen: list[str] = []

        def each(change: StreamRecord[Any]) -> None:
            seen.append(change.sequence_number[0])
            if change.sequence_number.startswith("2"):
                raise KeyError("a bug of mine")

        with caplog.at_level(logging.ERROR, "dynamodb_toolbox.streams"):
            answer = PARSER.handle(self.GIVEN, each)
        assert answer == {"batchItemFailures": [{"itemIdentifier": "200000000000000000001"}]}
        assert json.loads(json.dumps(answer)) == answer
        assert seen == ["1", "2"]
        assert "a bug of mine" in caplog.text

    def test_a_record_that_cannot_be_read_is_a_failure(self) -> None:
        seen: list[str] = []
        given = event(record("INSERT", 1, NewImage=MEW), record("INSERT", 2, NewImage=RIVAL))
        answer = PARSER.handle(given, lambda change: seen.append(change.sequence_number))
        assert answer == {"batchItemFailures": [{"itemIdentifier": "200000000000000000001"}]}
        assert len(seen) == 1

    def test_a_record_that_cannot_be_named_fails_the_event(self) -> None:
        with pytest.raises(StreamRecordError):
            PARSER.handle(event({}), print)


def test_the_stream_of_an_engine(client: Client) -> None:
    client.call(
        "CreateTable",
        {
            "TableName": "league",
            "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
            "BillingMode": "PAY_PER_REQUEST",
            "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        },
    )
    TABLE.client = client
    key = {"league": "kanto", "name": "ash"}
    TRAINERS.build(PutItemCommand).item({**key, "badges": 7, "photo": b"\x00"}).send()
    TRAINERS.build(UpdateItemCommand).item({**key, "badges": 8}).send()
    TRAINERS.build(DeleteItemCommand).key(key).send()
    stream = client.call("DescribeTable", {"TableName": "league"})["Table"]["LatestStreamArn"]
    [shard] = client.call("DescribeStream", {"StreamArn": stream})["StreamDescription"]["Shards"]
    request = {"StreamArn": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
    iterator = client.call("GetShardIterator", request)["ShardIterator"]
    reply = client.call("GetRecords", {"ShardIterator": iterator})
    seven, eight = ({**key, "badges": badges, "photo": b"\x00"} for badges in (7, 8))
    assert [(change.event_name, change.old, change.new) for change in PARSER.parse(reply)] == [
        ("INSERT", None, seven),
        ("MODIFY", seven, eight),
        ("REMOVE", eight, None),
    ]
