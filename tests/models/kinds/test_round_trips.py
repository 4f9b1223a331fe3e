"""What is put of random values comes back equal, of the same class, whatever the kind of class."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dynamodb_toolbox import EnsureTableCommand, Entity, GetItemCommand, PutItemCommand, Table, connect
from tests.models.kinds.league import KINDS, Kind, Region

TYPES = ["fire", "water", "electric"]
OPTIONAL = {"custom_name": st.text(), "serial": st.uuids()}


def states(kind: Kind) -> st.SearchStrategy[Any]:
    captured = st.builds(kind.captured, by=st.text(), status=st.just("captured"))
    return st.one_of(captured, st.builds(kind.wild, status=st.just("wild")))


def pokemons(kind: Kind) -> st.SearchStrategy[Any]:
    whole = {
        "pokemon_id": st.text(min_size=1, max_size=20),
        "caught_at": st.datetimes(
            min_value=datetime(1970, 1, 1),
            max_value=datetime(2999, 1, 1),
            timezones=st.just(UTC),
        ),
        "level": st.integers(-(10**15), 10**15),
        "poke_types": st.frozensets(st.sampled_from(TYPES), min_size=1),
        "moves": st.lists(st.text(), max_size=3),
        "resistances": st.dictionaries(st.sampled_from(TYPES), st.integers(-100, 100)),
        "state": states(kind),
        "before": st.lists(st.builds(kind.captured, by=st.text(), status=st.just("captured")), max_size=2),
        "price": st.decimals(-1000, 1000, places=2).map(Decimal.normalize),
        "ratio": st.floats(min_value=-1e9, max_value=1e9, allow_subnormal=False).map(lambda it: round(it, 6)),
        "position": st.tuples(st.integers(-9, 9), st.text()),
        "region": st.sampled_from(Region),
        "photo": st.binary(max_size=10),
        "label": st.text(),
    }
    return st.fixed_dictionaries(whole, optional=OPTIONAL).map(lambda values: kind.pokemon(**values))


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from(sorted(KINDS)))
def test_what_is_put_comes_back(data: st.DataObject, name: str) -> None:
    kind = KINDS[name]
    given_item = data.draw(pokemons(kind))
    entity = ENTITIES[name]
    entity.build(PutItemCommand).item(given_item).send()
    found = entity.build(GetItemCommand).key(pokemon_id=kind.get(given_item, "pokemon_id")).send().item
    assert found == given_item
    assert type(found) is type(given_item)
    for attribute in ("poke_types", "position", "ratio", "price"):
        assert type(kind.get(found, attribute)) is type(kind.get(given_item, attribute))


TABLE = Table(name="kinds", partition_key={"name": "pk", "type": "string"}, client=connect("sqlite://"))
TABLE.build(EnsureTableCommand).send()
ENTITIES: dict[str, Entity[Any, Any]] = {
    name: Entity(name=name, table=TABLE, schema=kind.pokemon, timestamps=False)
    for name, kind in KINDS.items()
}
