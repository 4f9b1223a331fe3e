"""The key-value store with types that hold: the schema is a class, and items are its instances.

Run it: `python examples/kv_store_typed.py`. It does what `kv_store.py` does, on `pokemons_typed.db`. Every
name, type and path in it is seen by mypy, pyright, ty and pyrefly, without a plugin.
"""

import asyncio
from datetime import UTC, datetime
from pprint import pp
from typing import Any, Literal

from dynamodb_toolbox import (
    Attr,
    ConditionalCheckFailedException,
    DeleteItemCommand,
    EnsureTableCommand,
    Entity,
    EntityRepository,
    GetItemCommand,
    Item,
    Map,
    PutItemCommand,
    ScanCommand,
    Table,
    UpdateItemCommand,
    attr,
    connect,
    key,
)


def now() -> str:
    """Give the time as sortable text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


client = connect("sqlite:///pokemons_typed.db")

# A table says what is deployed …
poke_table = Table(
    name="poke-table",
    partition_key={"name": "pokemon_id", "type": "string"},
    client=client,
)

# … classes say what an item looks like …
PokeType = Literal["fire", "water", "grass", "electric", "flying"]


class Captured(Map):
    """The state of a Pokémon that somebody has."""

    status: Attr[Literal["captured"]] = attr(default="captured")
    captured_at: Attr[str]


class Wild(Map):
    """The state of one that nobody has."""

    status: Attr[Literal["wild"]] = attr(default="wild")


class Evolution(Map):
    """A form that it took, or can take."""

    to: Attr[str]
    level: Attr[int | None] = attr(default=None)


class PokemonKey(Map):
    """What finds a Pokémon."""

    pokemon_id: Attr[str] = key()


class Pokemon(PokemonKey, Item):
    """A Pokémon."""

    appeared_at: Attr[str] = attr(default=now)
    updated_at: Attr[str] = attr(required="always", default=now, update_default=now)
    custom_name: Attr[str | None] = attr(default=None)  # None in a class: the attribute is absent
    species: Attr[Literal["pikachu", "raichu", "charizard"]]
    level: Attr[int]
    is_legendary: Attr[bool | None] = attr(default=None)
    poke_types: Attr[set[PokeType]]
    evolutions: Attr[list[Evolution]] = attr(default=list)
    resistances: Attr[dict[PokeType, int]] = attr(default=dict)
    capture_state: Attr[Captured | Wild] = attr(default=Wild)  # discriminated by status
    metadata: Attr[Any | None] = attr(default=None)


class Card(Map):
    """A Pokémon at a glance."""

    species: Attr[str]
    level: Attr[int]
    custom_name: Attr[str | None] = attr(default=None)


# … and an entity joins the two: an Entity[Pokemon, PokemonKey].
pokemons = Entity(
    name="pokemon",
    table=poke_table,
    schema=Pokemon,
    key=PokemonKey,
    entity_attribute=False,
    timestamps=False,
)

KEY = PokemonKey(pokemon_id="pikachu-1")


def pikachu() -> Pokemon:
    """Make a Pikachu: a wrong or missing attribute here is an error to a type checker."""
    return Pokemon(
        pokemon_id="pikachu-1",
        species="pikachu",
        level=42,
        is_legendary=False,
        poke_types={"electric"},
        resistances={"flying": 2, "electric": 2},
        metadata={"seen": ["route 4", "power plant"], "shiny": None},
    )


def with_commands() -> None:
    """Build each command, look at it, send it."""
    print("\n— Commands: what is sent, and what is stored")
    put = pokemons.build(PutItemCommand).item(pikachu())
    pp(put.params())
    put.send()

    get = pokemons.build(GetItemCommand).key(KEY).options(consistent=True)
    print("Read back:", get.send().item)

    update = pokemons.build(UpdateItemCommand).key(KEY)
    update = update.set(
        Pokemon.level.add(1),
        Pokemon.species.set("raichu"),
        Pokemon.evolutions.append(Evolution(to="raichu", level=43)),
    )
    strong = (Pokemon.level > 3) & Pokemon.pokemon_id.begins_with("pika")
    update = update.options(condition=strong, return_values="UPDATED_NEW")
    pp(update.params())
    updated = update.send().attributes
    if updated is not None:  # a partial view: only what was updated is there
        print("Updated:", updated.species, updated.level, updated.evolutions)

    captured = Captured(captured_at="2026-11-23T17:45:00.000Z")
    capture = pokemons.build(UpdateItemCommand).key(KEY)
    capture = capture.set(
        Pokemon.custom_name.set("Sparky"), Pokemon.capture_state.as_(Captured).set(captured)
    )
    free = Pokemon.capture_state.as_(Wild).status == "wild"
    capture = capture.options(condition=free, return_values_on_condition_false="ALL_OLD")
    capture.send()
    print("Captured:", get.send().item)
    try:
        capture.send()
    except ConditionalCheckFailedException as error:
        if isinstance(error.item, Pokemon):
            print("Not again:", error.item.custom_name, "is", error.item.capture_state.status)

    print("At a glance:", get.as_(Card).send().item)
    strongest = poke_table.build(ScanCommand).entities(pokemons)
    found = strongest.options(filters={"pokemon": Pokemon.level >= 43}, entity_attr_filter=False).send()
    print("Found:", [pokemon.custom_name for pokemon in found.items])

    pokemons.build(DeleteItemCommand).key(KEY).send()
    print("Deleted; now there is:", get.send().item)


async def with_async() -> None:
    """The same, awaited, through a repository and commands: one client serves both worlds."""
    print("\n— The same with async and await")
    await pokemons.build(PutItemCommand).item(pikachu()).send_async()
    update = pokemons.build(UpdateItemCommand).key(KEY).set(Pokemon.level.set(Pokemon.level + 1))
    response = await update.options(return_values="ALL_NEW").send_async()
    print("Updated:", response.attributes)
    await pokemons.build(DeleteItemCommand).key(KEY).send_async()


def main() -> None:
    """Create the table where it does not exist, and run the guide."""
    poke_table.build(EnsureTableCommand).send()
    with_commands()
    asyncio.run(with_async())
    print("Deleted; now there is:", pokemons.build(EntityRepository).get(KEY).item)


if __name__ == "__main__":
    with client:
        main()
