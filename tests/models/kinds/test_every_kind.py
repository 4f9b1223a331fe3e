"""Classes of every library are schemas: they go in, and come back, from every command."""

import asyncio
import copy
import pickle
from typing import Any

import pytest

from dynamodb_toolbox import (
    AsyncEntityRepository,
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    ConditionalCheckFailedException,
    DeleteItemCommand,
    Entity,
    EntityAccessPattern,
    EntityDTO,
    EntityRepository,
    GetItemCommand,
    GetTransaction,
    JSONSchemer,
    PutItemCommand,
    PutTransaction,
    QueryCommand,
    ScanCommand,
    SchemaDTO,
    StreamParser,
    Table,
    UpdateItemCommand,
    add,
    append,
    execute_batch_get,
    execute_batch_write,
    execute_transact_get,
    execute_transact_write,
    s,
    schema_of,
    set_,
)
from dynamodb_toolbox.models.partial import Partial
from dynamodb_toolbox.values import encode_item
from tests.models.kinds.league import DICTS, KINDS, LATER, Kind
from tests.refusals import refused

Pokemons = Entity[Any, Any]


def name_of(kind: Kind) -> str:
    name: str = kind.pokemon.__name__
    return name


def pikachu(kind: Kind, **more: Any) -> Any:
    """Give a pokemon as it is read: whole, whatever the kind."""
    whole: dict[str, Any] = {
        "pokemon_id": "1",
        "caught_at": LATER,
        "level": 42,
        "poke_types": frozenset({"electric"}),
        "moves": ["bolt"],
        "resistances": {"fire": 2},
        "state": kind.captured(by="ash", status="captured"),
        "before": [kind.captured(by="x", status="captured")],
        "position": (1, "south"),
        "label": "level 42",
    }
    if kind.pokemon is KINDS["typed_dict"].pokemon:
        rest = {name: schema.props.put_default for name, schema in schema_of(kind.pokemon).attributes.items()}
        whole |= {name: rest[name] for name in ("price", "ratio", "region", "photo")}
    return kind.pokemon(**whole, **more)


def test_an_instance_is_sent_as_its_attributes(pokemons: Pokemons, kind: Kind) -> None:
    item = pokemons.build(PutItemCommand).item(pikachu(kind)).params()["Item"]
    assert item["pk"] == "P#1"
    assert item["state"] == {"by": "ash", "status": "captured"}
    assert (item["moves"], item["position"], item["region"]) == (["M#bolt"], [1, "south"], "kanto")
    assert {"custom_name", "serial", "secret"}.isdisjoint(item)


def test_what_is_put_is_got(pokemons: Pokemons, kind: Kind) -> None:
    pokemons.build(PutItemCommand).item(pikachu(kind)).send()
    for command in (
        pokemons.build(GetItemCommand).key(kind.key(pokemon_id="1")),
        pokemons.build(GetItemCommand).key(pikachu(kind)),
        pokemons.build(GetItemCommand).key(pokemon_id="1"),
    ):
        found = command.send().item
        assert found == pikachu(kind)
        assert type(found) is (dict if kind.get is not getattr else kind.pokemon)
    assert pokemons.build(GetItemCommand).key(pokemon_id="0").send().item is None


def test_dicts_do_as_well_and_are_filled_by_the_defaults_of_the_class(pokemons: Pokemons, kind: Kind) -> None:
    given = {"pokemon_id": "1", "caught_at": LATER, "before": [kind.captured(by="x", status="captured")]}
    pokemons.build(PutItemCommand).item(given).send()
    found = pokemons.build(GetItemCommand).key(pokemon_id="1").send().item
    assert (kind.get(found, "level"), kind.get(found, "label")) == (1, "level 1")
    assert kind.get(found, "state") == kind.wild(status="wild")
    assert kind.get(found, "before") == [kind.captured(by="x", status="captured")]
    assert kind.get(found, "poke_types") == frozenset({"electric"})


def test_updates(pokemons: Pokemons, kind: Kind) -> None:
    pokemons.build(PutItemCommand).item(pikachu(kind)).send()
    update = pokemons.build(UpdateItemCommand).item(
        {
            "pokemon_id": "1",
            "level": add(1),
            "before": append([kind.captured(by="y", status="captured")]),
            "state": set_(kind.wild(status="wild")),
        }
    )
    new = update.options(return_values="ALL_NEW").send().attributes
    assert new == kind.changed(
        pikachu(kind),
        level=43,
        state=kind.wild(status="wild"),
        before=[kind.captured(by=by, status="captured") for by in ("x", "y")],
    )
    old = pokemons.build(DeleteItemCommand).key(kind.key(pokemon_id="1")).options(return_values="ALL_OLD")
    assert old.send().attributes == new


def test_a_wrong_value_is_refused_before_anything_is_sent(pokemons: Pokemons, kind: Kind) -> None:
    wrong = kind.changed(pikachu(kind), level="high")
    with refused("parsing.invalidAttributeInput", "level"):
        pokemons.build(PutItemCommand).item(wrong).params()
    with refused("parsing.invalidItem"):
        pokemons.build(PutItemCommand).item(3).params()


def test_what_was_not_asked_for_is_not_there(pokemons: Pokemons, kind: Kind) -> None:
    pokemons.build(PutItemCommand).item(pikachu(kind)).send()
    get = pokemons.build(GetItemCommand).key(pokemon_id="1")
    part: Any = get.options(attributes=["level", "custom_name", "before[0].by"]).send().item
    assert (kind.get(part, "level"), kind.get(part, "custom_name")) == (42, None)
    assert kind.get(kind.get(part, "before")[0], "by") == "x"
    if kind.get is getattr:
        with pytest.raises(AttributeError, match="is not there"):
            _ = part.price
        with pytest.raises(AttributeError, match="is not there"):
            _ = part.before[0].status
    else:
        assert part == {"level": 42, "before": [{"by": "x"}]}
    update = pokemons.build(UpdateItemCommand).item({"pokemon_id": "1", "level": add(1)})
    new = update.options(return_values="UPDATED_NEW").send().attributes
    assert kind.get(new, "level") == 43


@pytest.mark.parametrize(
    "kind",
    [KINDS[name] for name in KINDS if name not in {*DICTS, "declared"}],
    ids=name_of,
)
def test_a_partial_view_is_told_compared_and_sent(pokemons: Pokemons, kind: Kind) -> None:
    pokemons.build(PutItemCommand).item(pikachu(kind)).send()
    get = pokemons.build(GetItemCommand).key(pokemon_id="1").options(attributes=["pokemon_id", "level"])
    part: Any
    part, again = get.send().item, get.send().item
    assert repr(part) == f"<part of {kind.pokemon.__name__}: pokemon_id='1', level=42>"
    assert part == again
    assert part != Partial(kind.key, {"pokemon_id": "1", "level": 42})
    assert not isinstance(part, kind.pokemon)
    assert copy.deepcopy(part) == pickle.loads(pickle.dumps(part)) == part
    with pytest.raises(AttributeError, match="cannot be changed"):
        part.level = 3
    assert pokemons.build(UpdateItemCommand).item(part).params()["Key"] == {"pk": "P#1"}
    assert pokemons.build(GetItemCommand).key(part).send().item == pikachu(kind)


@pytest.mark.parametrize("kind", [KINDS[name] for name in KINDS if name not in DICTS], ids=name_of)
def test_parts_of_parts_go_into_updates(pokemons: Pokemons, kind: Kind) -> None:
    pokemons.build(PutItemCommand).item(pikachu(kind)).send()
    get = pokemons.build(GetItemCommand).key(pokemon_id="1").options(attributes=["state.by"])
    part: Any = get.send().item
    update = pokemons.build(UpdateItemCommand).item({"pokemon_id": "1", "state": part.state})
    assert update.params()["ExpressionAttributeValues"] == {":s_1": "ash", ":s_2": "pokemon"}


def test_views_of_the_same_kind(pokemons: Pokemons, kind: Kind) -> None:
    pokemons.build(PutItemCommand).item(pikachu(kind)).send()
    get = pokemons.build(GetItemCommand).key(pokemon_id="1").as_(kind.key)
    assert get.send().item == kind.key(pokemon_id="1")
    with refused("entity.invalidView", "by"):
        pokemons.build(GetItemCommand).as_(kind.captured)


def test_reads_of_many(table: Table, pokemons: Pokemons, kind: Kind) -> None:
    one, two = pikachu(kind), kind.changed(pikachu(kind), pokemon_id="2")
    execute_batch_write(table.build(BatchWriteCommand).requests(pokemons.build(BatchPutRequest).item(one)))
    execute_transact_write(pokemons.build(PutTransaction).item(two))
    assert table.build(QueryCommand).entities(pokemons).query({"partition": "P#1"}).send().items == [one]
    found = table.build(ScanCommand).entities(pokemons).send().items
    assert sorted(found, key=lambda it: kind.get(it, "pokemon_id")) == [one, two]
    gets = [pokemons.build(BatchGetRequest).key(kind.key(pokemon_id=name)) for name in ("1", "0")]
    assert execute_batch_get(table.build(BatchGetCommand).requests(*gets)).items == [[one, None]]
    assert execute_transact_get(pokemons.build(GetTransaction).key(two)).items == (two,)


def test_repositories_and_patterns(pokemons: Pokemons, kind: Kind) -> None:
    repository = pokemons.build(EntityRepository)
    repository.put(pikachu(kind))
    assert repository.get(kind.key(pokemon_id="1")).item == pikachu(kind)
    pattern = pokemons.build(EntityAccessPattern).schema(s.map({"id": s.string()}))
    by_id = pattern.pattern(lambda given: {"partition": f"P#{given['id']}"})
    assert by_id.query({"id": "1"}).send().items == [pikachu(kind)]

    async def read() -> Any:
        return (await pokemons.build(AsyncEntityRepository).get(kind.key(pokemon_id="1"))).item

    assert asyncio.run(read()) == pikachu(kind)


def test_changes_in_a_stream(table: Table, pokemons: Pokemons, kind: Kind) -> None:
    stored = pokemons.build(PutItemCommand).item(pikachu(kind)).params()["Item"]
    image = {"Keys": encode_item({"pk": "P#1"}), "NewImage": encode_item(stored), "SequenceNumber": "1"}
    event = {"Records": [{"eventName": "INSERT", "dynamodb": image}]}
    [change] = table.build(StreamParser).entities(pokemons).parse(event)
    assert change.new == pikachu(kind)


def test_conditions(pokemons: Pokemons, kind: Kind) -> None:
    put = pokemons.build(PutItemCommand).item(pikachu(kind))
    put.send()
    weak = {"attr": "level", "gt": 50}
    with pytest.raises(ConditionalCheckFailedException) as caught:
        put.options(condition=weak, return_values_on_condition_false="ALL_OLD").send()
    assert caught.value.item == pikachu(kind)
    put.options(condition={"attr": "state.by", "eq": "ash"}).send()


def told(pokemon: Any) -> Any:
    """Give a schema as data, without the defaults that are functions in one kind and values in another."""
    dto = schema_of(pokemon).build(SchemaDTO).to_json()
    for name in ("state", "moves", "before", "resistances"):
        del dto["attributes"][name]["putDefault"]
    return dto


def test_every_kind_says_the_same_schema(kind: Kind) -> None:
    assert told(kind.pokemon) == told(KINDS["dataclass"].pokemon)


def test_entities_as_data(pokemons: Pokemons, kind: Kind) -> None:
    dto = pokemons.build(EntityDTO).to_json()
    assert dto["schema"]["attributes"]["before"]["elements"]["attributes"]["by"] == {"type": "string"}
    shown = schema_of(kind.pokemon).build(JSONSchemer).formatted_value_schema()
    assert shown["properties"]["level"] == {"type": "number"}
    assert "secret" not in shown["properties"]


@pytest.mark.parametrize(("wrong", "path"), [("captured", "by"), ("wild", "status")])
def test_a_class_of_keys_is_checked(table: Table, kind: Kind, wrong: str, path: str) -> None:
    with refused("entity.invalidKeyClass", path):
        Entity(name="x", table=table, schema=kind.pokemon, key=getattr(kind, wrong))
