"""What a fresh process loads to define an entity and build a request: whoever starts cold waits for it.

A new entry here is a choice: `python -m benchmarks.codec --cold-start` tells what it costs.
"""

import json
import subprocess
import sys

from dynamodb_toolbox import Credentials, EnsureTableCommand, Entity, PutItemCommand, Table, connect, s
from tests.server.support import served

EXAMPLE = """
import sys
before = set(sys.modules)
from dynamodb_toolbox import Entity, PutItemCommand, Table, s
table = Table(name="poke-table", partition_key={"name": "pokemon_id", "type": "string"})
poke_type = s.string().enum("fire", "electric", "water")
schema = s.item({
    "pokemon_id": s.string().key(),
    "appeared_at": s.string().default(lambda: "2026-01-02"),
    "updated_at": s.string().required("always").put_default(lambda: "now").update_default(lambda: "now"),
    "species": s.string().enum("pikachu", "raichu"),
    "level": s.number(),
    "is_legendary": s.boolean().optional(),
    "poke_types": s.set(poke_type),
    "evolutions": s.list(s.map({"to": s.string(), "level": s.number()})).default([]),
    "resistances": s.record(poke_type, s.number()).partial(),
    "capture_state": s.any_of(
        s.map({"status": s.string().enum("captured"), "captured_at": s.string()}),
        s.map({"status": s.string().enum("wild")}),
    ).discriminate("status").default({"status": "wild"}),
    "metadata": s.any().optional(),
})
pokemons = Entity(name="pokemon", table=table, schema=schema, entity_attribute=False, timestamps=False)
item = {"pokemon_id": "1", "species": "pikachu", "level": 42, "poke_types": {"electric"}, "resistances": {}}
pokemons.build(PutItemCommand).item(item).params()
loaded = sorted(set(sys.modules) - before)
import json
print(json.dumps(loaded))
"""

OURS = {
    "commands",
    "commands.codecs",
    "commands.conditional",
    "commands.entity_parser",
    "commands.inputs",
    "commands.interception",
    "commands.options",
    "commands.primary_key_parser",
    "commands.put_item",
    "commands.raw_items",
    "commands.responses",
    "commands.sendable",
    "commands.wire",
    "commands.written",
    "entity",
    "errors",
    "expressions",
    "expressions.paths",
    "internal_attributes",
    "limits",
    "protocol",
    "protocol.answers",
    "protocol.calls",
    "protocol.foreign",
    "records",
    "schema",
    "schema.base",
    "schema.check",
    "schema.converted",
    "schema.parse",
    "schema.parse.any_of",
    "schema.parse.containers",
    "schema.parse.parser",
    "schema.parse.scalars",
    "schema.parse.steps",
    "schema.primitives",
    "schema.props",
    "schema.s",
    "schema.types",
    "schema.unions",
    "table",
    "table_keys",
    "table_names",
    "values",
}

STANDARD = {
    "binascii",
    "collections",
    "contextlib",
    "copyreg",
    "decimal",
    "enum",
    "functools",
    "importlib",
    "itertools",
    "keyword",
    "math",
    "numbers",
    "operator",
    "re",
    "reprlib",
    "types",
    "typing",
    "warnings",
    "weakref",
}


def test_a_request_is_built_with_these_modules_and_no_others() -> None:
    printed = subprocess.run(
        [sys.executable, "-c", EXAMPLE], check=True, capture_output=True, text=True
    ).stdout
    loaded = [name for name in json.loads(printed) if not name.startswith("_")]
    ours = {name.removeprefix("dynamodb_toolbox.") for name in loaded if name.startswith("dynamodb_toolbox.")}
    standard = {name.partition(".")[0] for name in loaded} - {"dynamodb_toolbox"}
    assert ours <= OURS, f"more than a request takes: {sorted(ours - OURS)}"
    assert standard <= STANDARD, f"more than a request takes: {sorted(standard - STANDARD)}"


GET = """
import sys
before = set(sys.modules)
from dynamodb_toolbox import Credentials, Entity, GetItemCommand, Table, connect, s
client = connect(sys.argv[1], region="eu-west-1", credentials=Credentials("key", "secret"))
table = Table(name="poke-table", partition_key={"name": "pokemon_id", "type": "string"}, client=client)
schema = s.item({"pokemon_id": s.string().key(), "level": s.number(), "poke_types": s.set(s.string())})
pokemons = Entity(name="pokemon", table=table, schema=schema)
item = pokemons.build(GetItemCommand).key({"pokemon_id": "1"}).send().item
import json
print(json.dumps([sorted(set(sys.modules) - before), item and item["level"]]))
"""

NOT_FOR_A_GET = (
    "asyncio",
    "dataclasses",
    "logging",
    "msgspec",
    "ssl",
    "dynamodb_toolbox.client.connect_options",
    "dynamodb_toolbox.client.credentials.chain",
    "dynamodb_toolbox.client.endpoints",
    "dynamodb_toolbox.client.http.transports",
    "dynamodb_toolbox.commands.item_options",
    "dynamodb_toolbox.commands.primary_key_parser",
    "dynamodb_toolbox.commands.update_input",
    "dynamodb_toolbox.commands.views",
    "dynamodb_toolbox.entity_options",
    "dynamodb_toolbox.expressions.nodes",
    "dynamodb_toolbox.models",
    "dynamodb_toolbox.schema.codec",
    "dynamodb_toolbox.schema.conditions",
    "dynamodb_toolbox.schema.converters",
    "dynamodb_toolbox.schema.parse",
    "dynamodb_toolbox.schema.props_input",
    "dynamodb_toolbox.schema.transformers",
    "dynamodb_toolbox.schema.unions",
    "dynamodb_toolbox.schema.update",
    "dynamodb_toolbox.sizes",
    "dynamodb_toolbox.table_settings",
)


def test_a_get_over_http_loads_nothing_that_other_requests_take() -> None:
    with (
        served("--memory", "--quiet") as (url, _),
        connect(url, region="eu-west-1", credentials=Credentials("key", "secret")) as client,
    ):
        table = Table(
            name="poke-table", partition_key={"name": "pokemon_id", "type": "string"}, client=client
        )
        table.build(EnsureTableCommand).send()
        poke_types = s.set(s.string())
        schema = s.item({"pokemon_id": s.string().key(), "level": s.number(), "poke_types": poke_types})
        pokemons = Entity(name="pokemon", table=table, schema=schema)
        item = {"pokemon_id": "1", "level": 42, "poke_types": {"electric"}}
        pokemons.build(PutItemCommand).item(item).send()
        printed = subprocess.run(
            [sys.executable, "-c", GET, url], check=True, capture_output=True, text=True
        ).stdout
    loaded, level = json.loads(printed)
    assert level == 42
    more = [name for name in loaded if any(f"{name}.".startswith(f"{part}.") for part in NOT_FOR_A_GET)]
    assert not more, f"more than a get takes: {more}"
