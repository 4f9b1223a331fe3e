"""The item that every benchmark stores: twelve attributes, some of them nested.

It loads nothing: whoever takes the item for another library's model is not to pay for ours.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from dynamodb_toolbox import Entity

TABLE_NAME: Final = "pokemons"


def key(number: int, trainer: str = "ash") -> dict[str, Any]:
    """Give the key of one Pokémon."""
    return {"trainer": trainer, "pokemon_id": f"pokemon-{number:09d}"}


def item(number: int, trainer: str = "ash") -> dict[str, Any]:
    """Give one Pokémon, a little different from the next."""
    return {
        **key(number, trainer),
        "species": "pikachu",
        "nickname": f"Sparky the {number}th of Pallet Town",
        "caught_at": "2026-11-24T20:00:00.000Z",
        "level": number % 100,
        "experience": 125_000 + number,
        "weight": 6.5,
        "is_legendary": False,
        "types": {"electric", "mouse"},
        "stats": {"hp": 35, "attack": 55, "defence": 40, "region": "Kanto"},
        "evolutions": [{"to": "raichu", "level": 30}, {"to": "gorochu", "level": 60}],
    }


def pokemons(client: Any = None) -> Entity[Any, Any]:
    """Give the entity, on a table that `client` reaches."""
    from dynamodb_toolbox import Entity, Table, s  # noqa: PLC0415

    schema = s.item(
        {
            "trainer": s.string().key().saved_as("pk"),
            "pokemon_id": s.string().key().saved_as("sk"),
            "species": s.string().enum("pikachu", "raichu", "charizard"),
            "nickname": s.string(),
            "caught_at": s.string(),
            "level": s.number(),
            "experience": s.number(),
            "weight": s.number(),
            "is_legendary": s.boolean(),
            "types": s.set(s.string()),
            "stats": s.map(
                {"hp": s.number(), "attack": s.number(), "defence": s.number(), "region": s.string()}
            ),
            "evolutions": s.list(s.map({"to": s.string(), "level": s.number()})),
        }
    )
    table = Table(
        name=TABLE_NAME,
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "string"},
        client=client,
    )
    return Entity(name="pokemon", table=table, schema=schema, entity_attribute=False, timestamps=False)
