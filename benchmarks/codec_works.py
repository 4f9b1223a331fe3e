"""The codecs that `benchmarks.codec` measures: ours, on dicts and on instances, and those of others."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from typing import Any, Final, Literal

from benchmarks.pokemon import item, pokemons
from dynamodb_toolbox import Attr, Entity, Item, Map, Table, attr, key
from dynamodb_toolbox.commands.entity_codec import EntityCodec
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.values import decode_item, encode_item

Work = Callable[[], object]

BOTO3_PUT: Final = "boto3: TypeSerializer + json.dumps"
BOTO3_GET: Final = "boto3: json.loads + TypeDeserializer"
_PEERS: Final = ("boto3", "orjson", "pydantic", "pydynox")


class Stats(Map):
    """Nested numbers."""

    hp: Attr[int]
    attack: Attr[int]
    defence: Attr[int]
    region: Attr[str]


class Evolution(Map):
    """An element of a list."""

    to: Attr[str]
    level: Attr[int]


class Pokemon(Item):
    """The item of `benchmarks.pokemon` as a class."""

    trainer: Attr[str] = key(saved_as="pk")
    pokemon_id: Attr[str] = key(saved_as="sk")
    species: Attr[Literal["pikachu", "raichu", "charizard"]]
    nickname: Attr[str]
    caught_at: Attr[str]
    level: Attr[int]
    experience: Attr[int]
    weight: Attr[float] = attr()
    is_legendary: Attr[bool]
    types: Attr[set[str]]
    stats: Attr[Stats]
    evolutions: Attr[list[Evolution]]


def missing() -> list[str]:
    """Give the peers that are not installed."""
    return [name for name in _PEERS if importlib.util.find_spec(name) is None]


def _instances() -> Entity[Pokemon, Any]:
    table = Table(
        name="pokemons",
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "string"},
    )
    return Entity(name="pokemon", table=table, schema=Pokemon, entity_attribute=False, timestamps=False)


def _instance() -> Pokemon:
    given: dict[str, Any] = item(1)
    given["stats"] = Stats(**given["stats"])
    given["evolutions"] = [Evolution(**evolution) for evolution in given["evolutions"]]
    return Pokemon(**given)


def _wire() -> dict[str, Any]:
    return encode_item(EntityParser(pokemons()).parse(item(1)).item)


def _json() -> bytes:
    return json.dumps(_wire(), separators=(",", ":")).encode()


def _put(entity: Entity[Any, Any], given: Any) -> Work:
    codec = EntityCodec(entity)
    if codec.write(given, []) is None:
        raise RuntimeError("the item is not for compiled code")
    return lambda: codec.write(given, [])


def _get(entity: Entity[Any, Any]) -> Work:
    from msgspec import Raw  # noqa: PLC0415  # as a client hands it over

    codec, data = EntityCodec(entity), Raw(_json())
    return lambda: codec.read(data)


def _walked_put() -> Work:
    parser, given = EntityParser(pokemons()), item(1)
    return lambda: json.dumps(encode_item(parser.parse(given).item)).encode()


def _walked_get() -> Work:
    formatter, data = EntityFormatter(pokemons()), _json()
    return lambda: formatter.format(decode_item(json.loads(data)))


def _boto3_put() -> Work:
    from boto3.dynamodb.types import TypeSerializer  # noqa: PLC0415  # only where it is there

    serialize = TypeSerializer().serialize
    plain = {**item(1), "weight": Decimal("6.5")}
    return lambda: json.dumps({name: serialize(value) for name, value in plain.items()}).encode()


def _boto3_get() -> Work:
    from boto3.dynamodb.types import TypeDeserializer  # noqa: PLC0415  # only where it is there

    deserialize, data = TypeDeserializer().deserialize, _json()
    return lambda: {name: deserialize(value) for name, value in json.loads(data).items()}


def _pydynox_put() -> Work:
    orjson, pydynox_core = import_module("orjson"), import_module("pydynox.pydynox_core")
    plain, dumps, encode = item(1), orjson.dumps, pydynox_core.item_to_dynamo
    return lambda: dumps(encode(plain))


def _pydynox_get() -> Work:
    orjson, pydynox_core = import_module("orjson"), import_module("pydynox.pydynox_core")
    data, loads, decode = _json(), orjson.loads, pydynox_core.item_from_dynamo
    return lambda: decode(loads(data))


def _pydantic(part: str) -> Work:
    from benchmarks.codec_pydantic import get, put  # noqa: PLC0415  # only where it is there

    return put(item(1)) if part == "put" else get(_json())


def _works() -> dict[str, tuple[str, Callable[[], Work]]]:
    works: dict[str, tuple[str, Callable[[], Work]]] = {
        "toolbox: dict": ("put", lambda: _put(pokemons(), item(1))),
        "toolbox: instance": ("put", lambda: _put(_instances(), _instance())),
        "toolbox: to a dict": ("get", lambda: _get(pokemons())),
        "toolbox: to an instance": ("get", lambda: _get(_instances())),
        "the walk, not compiled: dict + json": ("put", _walked_put),
        "the walk, not compiled: json + dict": ("get", _walked_get),
        BOTO3_PUT: ("put", _boto3_put),
        BOTO3_GET: ("get", _boto3_get),
        "pydynox: Rust, unchecked, + orjson": ("put", _pydynox_put),
        "pydynox: orjson + Rust, unchecked": ("get", _pydynox_get),
        "pydantic model + generated code + orjson": ("put", lambda: _pydantic("put")),
        "orjson + generated code + pydantic model": ("get", lambda: _pydantic("get")),
    }
    absent = missing()
    needed = {"boto3": ["boto3"], "pydynox": ["pydynox", "orjson"], "pydantic": ["pydantic", "orjson"]}
    return {
        name: work
        for name, work in works.items()
        if not any(need in absent for peer, needs in needed.items() if peer in name for need in needs)
    }


PARTS: Final = {name: part for name, (part, _) in _works().items()}
WORKS: Final = {name: make for name, (_, make) in _works().items()}
