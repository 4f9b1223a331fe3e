"""A key-value store: Pokémons written, read, updated and deleted in a durable store on disk.

Run it: `python examples/kv_store.py`. The store is `pokemons.db` in the working directory. With `--keep`, a
Pikachu is left behind, and the next run finds it. To run it on AWS, only the URL given to `connect` changes.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pprint import pp

from dynamodb_toolbox import (
    DeleteItemCommand,
    EnsureTableCommand,
    Entity,
    EntityRepository,
    GetItemCommand,
    PutItemCommand,
    Table,
    UpdateAttributesCommand,
    UpdateItemCommand,
    add,
    append,
    connect,
    s,
)


def now() -> str:
    """Give the time as sortable text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


client = connect("sqlite:///pokemons.db")

# A table says what is deployed …
poke_table = Table(
    name="poke-table",
    partition_key={"name": "pokemon_id", "type": "string"},
    client=client,
)

# … a schema says what an item looks like …
poke_type = s.string().enum("fire", "water", "grass", "electric", "flying")

evolution = s.map({"to": s.string(), "level": s.number().optional()})

pokemon_schema = s.item(
    {
        "pokemon_id": s.string().key(),
        "appeared_at": s.string().default(now),
        "updated_at": s.string().required("always").put_default(now).update_default(now),
        "custom_name": s.string().optional(),
        "species": s.string().enum("pikachu", "raichu", "charizard"),
        "level": s.number(),
        "is_legendary": s.boolean().optional(),
        "poke_types": s.set(poke_type),
        "evolutions": s.list(evolution).default([]),
        "resistances": s.record(poke_type, s.number()).partial(),
        "capture_state": s.any_of(
            s.map({"status": s.string().enum("captured"), "captured_at": s.string()}),
            s.map({"status": s.string().enum("wild")}),
        )
        .discriminate("status")
        .default({"status": "wild"}),
        "metadata": s.any().optional(),
    }
)

# … and an entity joins the two.
pokemons = Entity(
    name="pokemon", table=poke_table, schema=pokemon_schema, entity_attribute=False, timestamps=False
)

KEY = {"pokemon_id": "pikachu-1"}
PIKACHU = {
    **KEY,
    "species": "pikachu",
    "level": 42,
    "is_legendary": False,
    "poke_types": {"electric"},
    "resistances": {"flying": 2, "electric": 2},
    "metadata": {"seen": ["route 4", "power plant"], "shiny": None},
}
EVOLVED = {
    **KEY,
    "species": "raichu",
    "level": add(1),
    "evolutions": append([{"to": "raichu", "level": 43}]),
}
CAPTURED = {
    **KEY,
    "custom_name": "Sparky",
    "capture_state": {"status": "captured", "captured_at": "2026-11-23T17:45:00.000Z"},
}


def with_commands() -> None:
    """Build each command, look at it, send it."""
    print("\n— Commands: what is sent, and what is stored")
    put = pokemons.build(PutItemCommand).item(PIKACHU)
    pp(put.params())
    print("Stored, with its defaults filled:")
    pp(put.send().toolbox_item)

    get = pokemons.build(GetItemCommand).key(KEY).options(consistent=True)
    print("Read back:", get.send().item)

    update = pokemons.build(UpdateItemCommand).item(EVOLVED)
    pp(update.params())
    print("Updated:", update.options(return_values="UPDATED_NEW").send().attributes)

    pokemons.build(UpdateAttributesCommand).item(CAPTURED).send()
    print("Captured:", get.send().item)

    pokemons.build(DeleteItemCommand).key(KEY).send()
    print("Deleted; now there is:", get.send().item)


def with_repository() -> None:
    """The same in fewer words: each method sends at once."""
    print("\n— The same through a repository")
    repository = pokemons.build(EntityRepository)
    repository.put(PIKACHU)
    print("Read back:", repository.get(KEY, consistent=True).item)
    print("Updated:", repository.update(EVOLVED, return_values="UPDATED_NEW").attributes)
    print("Captured:", repository.update_attributes(CAPTURED, return_values="ALL_NEW").attributes)
    repository.delete(KEY)
    print("Deleted; now there is:", repository.get(KEY).item)


async def with_async() -> None:
    """The same commands, awaited: one client serves both worlds."""
    print("\n— The same with async and await")
    await pokemons.build(PutItemCommand).item(PIKACHU).send_async()
    get = pokemons.build(GetItemCommand).key(KEY).options(consistent=True)
    print("Read back:", (await get.send_async()).item)
    update = pokemons.build(UpdateItemCommand).item(EVOLVED).options(return_values="UPDATED_NEW")
    print("Updated:", (await update.send_async()).attributes)
    await pokemons.build(UpdateAttributesCommand).item(CAPTURED).send_async()
    print("Captured:", (await get.send_async()).item)
    await pokemons.build(DeleteItemCommand).key(KEY).send_async()
    print("Deleted; now there is:", (await get.send_async()).item)


def main(*, keep: bool) -> None:
    """Create the table where it does not exist, and run the guide three times over."""
    poke_table.build(EnsureTableCommand).send()
    left_behind = pokemons.build(GetItemCommand).key(KEY).send().item
    print("Left behind by an earlier run:", left_behind)
    with_commands()
    with_repository()
    asyncio.run(with_async())
    if keep:
        pokemons.build(PutItemCommand).item(PIKACHU).send()
        print("\nA Pikachu is left in pokemons.db; run again, and it is found.")


if __name__ == "__main__":
    with client:
        main(keep="--keep" in sys.argv[1:])
