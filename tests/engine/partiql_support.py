"""An engine with a table of pokémons for PartiQL: key `trainer` and `nr`, indexes on `species`."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ServiceError
from tests.engine.support import Wire, table_request

POKEMONS = [
    {"trainer": "ash", "nr": 1, "species": "pikachu", "level": 42, "moves": ["tackle", "thunder"]},
    {"trainer": "ash", "nr": 2, "species": "mew", "level": 99, "stats": {"hp": 10, "list": [1, {"x": 2}]}},
    {"trainer": "ash", "nr": 3, "species": "mew", "level": 5},
    {"trainer": "gary", "nr": 1, "species": "eevee"},
    {"trainer": "gary", "nr": 2, "note": None, "level": 7},
]


def wire(value: Any) -> Wire:
    if value is None:
        return {"NULL": True}
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if isinstance(value, list):
        return {"L": [wire(element) for element in value]}
    return {"M": wire_item(value)} if isinstance(value, dict) else {"S": value}


def wire_item(item: dict[str, Any]) -> Wire:
    return {name: wire(value) for name, value in item.items()}


def _index(name: str, *keys: str, **projection: Any) -> Wire:
    kinds = ("HASH", "RANGE")
    return {
        "IndexName": name,
        "KeySchema": [{"AttributeName": k, "KeyType": t} for k, t in zip(keys, kinds, strict=False)],
        "Projection": projection or {"ProjectionType": "ALL"},
    }


def create_pokemons(engine: Engine, name: str = "pokemons") -> None:
    request = table_request(name, trainer="S", nr="N")
    request["AttributeDefinitions"] += [
        {"AttributeName": "species", "AttributeType": "S"},
        {"AttributeName": "level", "AttributeType": "N"},
    ]
    request["GlobalSecondaryIndexes"] = [
        _index("by-species", "species", "level"),
        _index("keys-only", "species", ProjectionType="KEYS_ONLY"),
    ]
    request["LocalSecondaryIndexes"] = [_index("by-level", "trainer", "level", ProjectionType="KEYS_ONLY")]
    engine.call("CreateTable", request)
    for pokemon in POKEMONS:
        engine.call("PutItem", {"TableName": name, "Item": wire_item(pokemon)})


def execute(engine: Engine, statement: str, *parameters: Any, **settings: Any) -> Wire:
    given: Wire = {"Parameters": [wire(p) for p in parameters]} if parameters else {}
    return engine.call("ExecuteStatement", {"Statement": statement, **given, **settings})


def refusal(engine: Engine, statement: str, *parameters: object, **settings: object) -> str:
    """Execute what is refused; give the error's name and message."""
    with pytest.raises(ServiceError) as caught:
        execute(engine, statement, *parameters, **settings)
    return f"{caught.value.name}: {caught.value.message}"


def numbers(engine: Engine, statement: str, *parameters: Any) -> list[str]:
    """The items that a SELECT gives, as `ash 1`, in order."""
    items = execute(engine, statement, *parameters)["Items"]
    return [f"{item['trainer']['S']} {item['nr']['N']}" for item in items]


def stored(engine: Engine, trainer: str, nr: int) -> Wire | None:
    key = {"trainer": {"S": trainer}, "nr": {"N": str(nr)}}
    return engine.call("GetItem", {"TableName": "pokemons", "Key": key}).get("Item")
