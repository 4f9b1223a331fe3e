"""Instances are written and read by compiled code as they are by `dump`, the walk and `load`."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox import Attr, Entity, GetItemCommand, Item, Map, PutItemCommand, Table, attr
from dynamodb_toolbox.client.client import Client
from dynamodb_toolbox.commands.codecs import codec_of
from tests.commands.test_entity_codec import Answering, AnsweringRaw, Walking, told
from tests.models.pokemon import Captured, Evolution, Pokemon, PokemonKey, Wild
from tests.schema.codec.exactly import exactly
from tests.schema.codec.strategies import spoilt_wire


class Loose(Map):
    a: Attr[int]
    x: Attr[str | None] = attr(default=None)


class Looser(Map):
    x: Attr[str]


class Box(PokemonKey, Item):
    """Containers and unions of all kinds."""

    tags: Attr[frozenset[str]] = attr(default=frozenset({"a"}))
    ratios: Attr[list[float]] = attr(default=list)
    weights: Attr[set[float] | None] = attr(default=None)
    moves: Attr[tuple[Evolution, ...]] = attr(default=())
    pair: Attr[tuple[Evolution, float] | None] = attr(default=None)
    by_name: Attr[dict[str, Evolution]] = attr(default=dict)
    either: Attr[Evolution | str | None] = attr(default="none")
    loose: Attr[Loose | Looser | None] = attr(default=None)
    anything: Attr[Any] = attr(default=0)
    created: Attr[str | None] = attr(default=None, internal=True)
    kind: Attr[Literal["box"]] = attr(default="box")
    secret: Attr[str | None] = attr(default=None, hidden=True)


KEY = PokemonKey(pokemon_id="a")
texts = st.text(max_size=3)
evolutions = st.builds(Evolution, to=texts, level=st.none() | st.integers(0, 9))
pokemons = st.builds(
    Pokemon,
    pokemon_id=st.text(min_size=1, max_size=3),
    level=st.integers(),
    custom_name=st.none() | texts,
    poke_types=st.sets(st.sampled_from(["fire", "water"]), min_size=1),
    evolutions=st.lists(evolutions, max_size=2),
    capture_state=st.builds(Wild) | st.builds(Captured, captured_at=texts),
    first_form=st.none() | evolutions,
    price=st.none() | st.decimals(0, 9, places=2),
    ratio=st.floats(-9, 9),
    position=st.none() | st.tuples(st.integers(), texts),
    secret=st.none() | texts,
)
boxes = st.builds(
    Box,
    pokemon_id=st.text(min_size=1, max_size=3),
    tags=st.frozensets(texts, min_size=1),
    ratios=st.lists(st.floats(-9, 9) | st.integers(0, 3)),
    weights=st.none() | st.sets(st.floats(1, 9), min_size=1),
    moves=st.lists(evolutions, max_size=2).map(tuple),
    pair=st.none() | st.tuples(evolutions, st.floats(0, 3)),
    by_name=st.dictionaries(texts, evolutions, max_size=2),
    either=evolutions | texts | st.none(),
    loose=st.none() | st.builds(Loose, a=st.integers(0, 3), x=st.none() | texts) | st.builds(Looser, x=texts),
    anything=st.integers() | st.lists(evolutions, max_size=1) | evolutions,
    secret=st.none() | texts,
)
odd: st.SearchStrategy[Any] = st.sampled_from(
    [None, 1, "x", (), [], {}, Decimal("1.5"), Wild(), Evolution(to="x"), object()]
)


@st.composite
def spoilt_instances(draw: st.DrawFn) -> Any:
    """An instance, or its attributes as a dict, perhaps with one that is of another kind."""
    instance: Any = draw(pokemons | boxes)
    if draw(st.booleans()):
        name = draw(st.sampled_from(sorted(vars(instance))))
        setattr(instance, name, draw(odd))
    return vars(instance) if draw(st.booleans()) else instance


def entity_of(kind: type[Any], endpoint: Answering, *, walking: bool) -> Entity[Any, Any]:
    table = Table(
        name="things",
        partition_key={"name": "pk", "type": "string"},
        client=Client(cast("Any", endpoint)),
    )
    entity: Entity[Any, Any] = Entity(name="thing", table=table, schema=kind, key=PokemonKey)
    if walking:
        entity.codec = Walking(entity)
    return entity


def both(kind: type[Any], reply: Any, work: Callable[[Entity[Any, Any]], Any], how: type[Answering]) -> Any:
    """Do the same with compiled code and with the walk alone; what comes of it is to be equal."""
    seen: list[Any] = []
    for walking in (False, True):
        endpoint = how(reply)
        entity = entity_of(kind, endpoint, walking=walking)
        for part in ("created", "modified"):  # the clock gives each another time
            object.__setattr__(entity.schema.attributes[part], "props", _timed(entity, part))
        seen.append((told(lambda: work(entity)), endpoint.sent))  # noqa: B023  # asked at once
    (compiled, requests), (walked, expected) = seen
    exactly(requests, expected)
    _alike(compiled, walked)
    return requests


def _timed(entity: Entity[Any, Any], name: str) -> Any:
    return entity.schema.attributes[name].put_default("now").props


def _alike(compiled: Any, walked: Any) -> None:
    """Assert that values are equal and of the same types, instances and what they hold too."""
    assert type(compiled) is type(walked), (compiled, walked)
    if isinstance(compiled, Map):
        _alike(vars(compiled), vars(walked))
    elif isinstance(compiled, dict):
        assert compiled.keys() == walked.keys()
        for name in compiled:
            _alike(compiled[name], walked[name])
    elif isinstance(compiled, (list, tuple)):
        assert len(compiled) == len(walked)
        for one, other in zip(compiled, walked, strict=True):
            _alike(one, other)
    elif isinstance(compiled, (set, frozenset)):
        assert sorted(map(repr, compiled)) == sorted(map(repr, walked))
    elif not isinstance(compiled, Item):
        assert re.sub(r"0x[0-9a-f]+", "", repr(compiled)) == re.sub(r"0x[0-9a-f]+", "", repr(walked))


@given(spoilt_instances())
def test_instances_are_written_as_by_the_walk(instance: Any) -> None:
    kind = Box if "tags" in (instance if isinstance(instance, dict) else vars(instance)) else Pokemon
    both(kind, {}, lambda entity: entity.build(PutItemCommand).item(instance).send().toolbox_item, Answering)


@given(pokemons | boxes, st.sampled_from([Answering, AnsweringRaw]), st.data())
def test_instances_are_read_as_by_the_walk(instance: Any, how: type[Answering], data: st.DataObject) -> None:
    kind = type(instance)
    sent = both(
        kind, {}, lambda entity: entity.build(PutItemCommand).item(instance).send().toolbox_item, Answering
    )
    if not sent:
        return
    wire = sent[0][1]["Item"]
    for _ in range(data.draw(st.integers(0, 2))):
        wire = data.draw(spoilt_wire(wire))
    both(kind, {"Item": wire}, lambda e: e.build(GetItemCommand).key(KEY).send().item, how)


@pytest.mark.parametrize("kind", [Pokemon, Box])
def test_classes_are_compiled(kind: type[Any]) -> None:
    codec = codec_of(entity_of(kind, Answering({}), walking=False))
    instance = Pokemon(pokemon_id="a", level=1) if kind is Pokemon else Box(pokemon_id="a")
    written = codec.write(instance, [])
    assert (written is not None) == (kind is Pokemon)  # the walk alone tells loose maps apart
    assert codec.write_key(PokemonKey(pokemon_id="a"), []) == {"pk": {"S": "a"}}
    assert codec.read_all([{"pk": {"S": "a"}, "level": {"N": "1"}}]) is None
