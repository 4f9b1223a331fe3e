"""Instances of declared classes: made, shown, compared, changed, validated, pickled."""

import copy
import pickle
from abc import ABC
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cached_property
from typing import Any

import pytest

from dynamodb_toolbox import (
    MISSING,
    Attr,
    Entity,
    GetItemCommand,
    Item,
    Map,
    PutItemCommand,
    Table,
    attr,
    key,
    schema_of,
)
from tests.models.pokemon import Captured, Evolution, Pokemon, Wild
from tests.refusals import refused

PIKACHU = Pokemon(pokemon_id="x", level=1)


def test_the_constructor_takes_keywords_and_fills_defaults() -> None:
    assert vars(PIKACHU) == {
        "pokemon_id": "x",
        "level": 1,
        "species": "pikachu",
        "custom_name": None,
        "poke_types": {"electric"},
        "evolutions": [],
        "resistances": {},
        "capture_state": Wild(),
        "first_form": None,
        "shiny": False,
        "price": None,
        "ratio": 1.0,
        "position": None,
        "secret": None,
    }


def test_defaults_are_not_shared() -> None:
    other = Pokemon(pokemon_id="x", level=1)
    other.evolutions.append(Evolution(to="y"))
    other.poke_types.add("fire")
    assert (PIKACHU.evolutions, PIKACHU.poke_types) == ([], {"electric"})


@pytest.mark.parametrize(
    ("attributes", "says"),
    [
        ({"level": 1}, r"Pokemon\(\) is missing: pokemon_id"),
        ({}, r"Pokemon\(\) is missing: pokemon_id, level"),
        ({"pokemon_id": "x", "levle": 1}, r"Pokemon\(\) has no attribute 'levle'; it has: pokemon_id, level"),
    ],
)
def test_wrong_attributes_are_type_errors(attributes: dict[str, Any], says: str) -> None:
    with pytest.raises(TypeError, match=says):
        Pokemon(**attributes)


def test_what_is_filled_when_it_is_sent_may_be_left_out(table: Table) -> None:
    class Noted(Item):
        id: Attr[str] = key(saved_as="pk")
        at: Attr[str] = attr(default=MISSING, put_default=lambda: "now")
        code: Attr[str] = attr(default=MISSING, link=lambda item: item["id"] + "!")
        more: Attr[str] = attr(default=MISSING, required="never")

    noted = Noted(id="x")
    assert repr(noted) == "Noted(id='x')"
    with pytest.raises(AttributeError, match=r"Noted.at is not there: .* filled only when the item is sent"):
        _ = noted.at
    entity = Entity(name="noted", table=table, schema=Noted, timestamps=False)
    entity.build(PutItemCommand).item(noted).send()
    found = entity.build(GetItemCommand).key({"id": "x"}).send().item
    assert found == Noted(id="x", at="now", code="x!")
    assert not hasattr(found, "more")


def test_they_are_shown_by_their_attributes() -> None:
    assert repr(Evolution(to="x")) == "Evolution(to='x', level=None)"
    assert repr(Captured(captured_at="y")) == "Captured(status='captured', captured_at='y')"


def test_they_are_equal_where_their_attributes_are() -> None:
    class Other(Map):
        to: Attr[str]
        level: Attr[int | None] = attr(default=None)

    assert Evolution(to="x") == Evolution(to="x", level=None)
    assert Evolution(to="x") != Evolution(to="y")
    assert Evolution(to="x") != Other(to="x")
    assert Evolution(to="x") != {"to": "x"}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Evolution(to="x"))


def test_replace_and_to_dict() -> None:
    changed = PIKACHU.replace(level=2, custom_name="Sparky", capture_state=Captured(captured_at="y"))
    assert (changed.level, PIKACHU.level) == (2, 1)
    assert changed.to_dict() == {
        "pokemon_id": "x",
        "level": 2,
        "species": "pikachu",
        "custom_name": "Sparky",
        "poke_types": {"electric"},
        "evolutions": [],
        "resistances": {},
        "capture_state": {"status": "captured", "captured_at": "y"},
        "shiny": False,
        "ratio": 1.0,
    }
    assert "level" not in PIKACHU.replace(level=MISSING).to_dict()
    with pytest.raises(TypeError, match="has no attribute 'levle'"):
        PIKACHU.replace(levle=1)


def test_attributes_may_be_set_but_only_those_there_are() -> None:
    changed = PIKACHU.replace()
    changed.level = 5
    changed.custom_name = "Sparky"
    assert (changed.level, changed.custom_name) == (5, "Sparky")
    wrong: Any = changed
    with pytest.raises(AttributeError, match="Pokemon has no attribute 'levle'; it has: pokemon_id"):
        wrong.levle = 5
    del changed.custom_name
    assert not hasattr(changed, "custom_name")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda: {"level": "x"}, "level"),
        (lambda: {"species": "mew"}, "species"),
        (lambda: {"poke_types": {"grass"}}, "poke_types[0]"),
        (lambda: {"evolutions": [Evolution(to=3)]}, "evolutions[0].to"),  # type: ignore[arg-type]
        (lambda: {"capture_state": Evolution(to="x")}, "capture_state"),
        (lambda: {"capture_state": "x"}, "capture_state"),
        (lambda: {"price": 1.5}, "price"),
        (lambda: {"level": None}, "level"),
        (lambda: {"level": MISSING}, "level"),
        (lambda: {"first_form": Wild()}, "first_form"),
        (lambda: {"position": (1, 2)}, "position[1]"),
    ],
)
def test_they_are_validated_when_asked_and_when_sent(
    pokemons: Entity[Pokemon, Any], change: Callable[[], dict[str, Any]], path: str
) -> None:
    PIKACHU.validate()
    wrong = PIKACHU.replace(**change())
    for check in (wrong.validate, pokemons.build(PutItemCommand).item(wrong).params):
        with pytest.raises(Exception) as caught:  # noqa: PT011  # the code is one of two
            check()
        error: Any = caught.value
        assert error.code in {"parsing.invalidAttributeInput", "parsing.attributeRequired"}
        assert error.path == path


def test_validators_see_what_the_class_has() -> None:
    seen: list[Any] = []

    def note(value: Any) -> bool:
        seen.append(value)
        return True

    class Checked(Map):
        steps: Attr[list[Evolution]] = attr(validate=note)
        ratio: Attr[float] = attr(validate=note)
        pair: Attr[tuple[int, str]] = attr(
            validate=[note, lambda pair: pair[0] == 1 or "should begin with 1"]
        )

    checked = Checked(steps=[Evolution(to="x")], ratio=2, pair=(1, "x"))
    checked.validate()
    assert seen == [[Evolution(to="x")], 2.0, (1, "x")]
    assert checked.steps == [Evolution(to="x")]
    with refused("parsing.customValidationFailed", "pair") as caught:
        checked.replace(pair=(2, "x")).validate()
    assert "should begin with 1" in caught.value.message


def test_values_come_back_as_the_class_has_them(table: Table) -> None:
    class Kinds(Item):
        id: Attr[str] = key(saved_as="pk")
        frozen: Attr[frozenset[str]]
        listed: Attr[tuple[int, ...]]
        ratio: Attr[float]
        ratios: Attr[list[float]]
        pair: Attr[tuple[Evolution, float]]
        by_name: Attr[dict[str, Evolution]]
        exact: Attr[int | Decimal]
        either: Attr[Evolution | str | list[Evolution]]
        odd: Attr[Evolution | dict[str, int]]

    kinds = Kinds(
        id="x",
        frozen=frozenset({"a"}),
        listed=(1, 2),
        ratio=2,
        ratios=[1, 2.5],
        pair=(Evolution(to="y"), 3),
        by_name={"z": Evolution(to="z")},
        exact=Decimal("0.1"),
        either=[Evolution(to="w")],
        odd={"to": 3},
    )
    entity = Entity(name="kinds", table=table, schema=Kinds, timestamps=False)
    entity.build(PutItemCommand).item(kinds).send()
    found = entity.build(GetItemCommand).key({"id": "x"}).send().item
    assert found == kinds
    assert found is not None
    assert [
        type(value) for value in (found.frozen, found.listed, found.ratio, found.ratios[0], found.pair)
    ] == [
        frozenset,
        tuple,
        float,
        float,
        tuple,
    ]
    for either in ("text", Evolution(to="v")):
        entity.build(PutItemCommand).item(kinds.replace(either=either)).send()
        again = entity.build(GetItemCommand).key({"id": "x"}).send().item
        assert again is not None
        assert again.either == either


def test_what_is_not_an_attribute_is_the_programs_own() -> None:
    class Rich(Item, ABC):
        id: Attr[str] = key()

        @cached_property
        def upper(self) -> str:
            return self.id.upper()

        @property
        def length(self) -> int:
            return len(self.id)

    rich = Rich(id="x")
    assert (rich.upper, rich.length) == ("X", 1)
    rich._note = "kept"  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    assert rich.to_dict() == {"id": "x"}
    assert rich == Rich(id="x")


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_they_can_be_copied_and_pickled(clone: Callable[[Any], Any]) -> None:
    made = clone(PIKACHU)
    assert made == PIKACHU
    assert made is not PIKACHU
    assert copy.deepcopy(PIKACHU).evolutions is not PIKACHU.evolutions


def test_threads_that_ask_first_get_the_same_schema() -> None:
    for _ in range(20):

        class Fresh(Map):
            first: Attr[Evolution]
            rest: Attr[list[Captured | Wild]]

        with ThreadPoolExecutor(8) as pool:
            schemas = list(pool.map(lambda _: schema_of(Fresh), range(8)))  # done within the loop
        assert {id(schema) for schema in schemas} == {id(schema_of(Fresh))}
