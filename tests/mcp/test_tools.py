"""The tools of a database, without a protocol (spec/actions.md §10.2; its faults are §13.24)."""

import asyncio
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dynamodb_toolbox import (
    Attr,
    Client,
    Database,
    Entity,
    EntityAccessPattern,
    Item,
    MCPToolkit,
    Registry,
    Table,
    attr,
    key,
    s,
)
from tests.commands.entities import POKEMONS, TABLE
from tests.mcp.league import make_database
from tests.refusals import refused

ASH = {"league": "kanto", "name": "ash"}
PHOTO = {"league": "kanto", "taken": "2026-01-02", "content": "AP8=", "tags": ["b", "a"], "price": 1.5}


class Tools:
    """Calls tools by name, with arguments and answers as they cross the wire."""

    def __init__(self, database: Database, *, allow_writes: bool = True) -> None:
        tools = database.build(MCPToolkit).tools(allow_writes=allow_writes)
        self.by_name = {tool.name: tool for tool in tools}

    def __call__(self, name: str, **arguments: Any) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(json.dumps(asyncio.run(self.by_name[name].call(arguments))))
        return answer


@pytest.fixture
def tools(client: Client) -> Tools:
    return Tools(make_database(client))


GET = "ddb-tb_get-{}-item-from-league-table"
PUT = "ddb-tb_put-{}-item-in-league-table"
UPDATE = "ddb-tb_update-{}-item-in-league-table"
DELETE = "ddb-tb_delete-{}-item-from-league-table"
USE = "ddb-tb_use-{}-access-pattern-on-league-table"
ENTITIES = ("trainer", "pokemon", "photo")
PATTERNS = ("everyone", "photos_since", "trainers")


def test_by_default_tools_only_read(client: Client) -> None:
    tools = Tools(make_database(client), allow_writes=False).by_name
    assert set(tools) == {*map(GET.format, ENTITIES), *map(USE.format, PATTERNS)}
    assert not any(tool.writes for tool in tools.values())


def test_writes_are_opted_into(tools: Tools) -> None:
    writing = {name for name, tool in tools.by_name.items() if tool.writes}
    assert writing == {text.format(name) for text in (PUT, UPDATE, DELETE) for name in ENTITIES}
    assert len(tools.by_name) == 15


def test_get(tools: Tools) -> None:
    name = GET.format("trainer")
    assert tools(name, key=ASH) == {"item": {**ASH, "badges": 8}}
    assert tools(name, key={**ASH, "name": "gary"}) == {"item": None}
    options = {"attributes": ["badges"], "consistent": True, "capacity": "TOTAL"}
    answer = tools(name, key=ASH, options=options)
    assert answer["item"] == {"badges": 8}
    assert answer["consumed_capacity"]["TableName"] == "league"


def test_values_that_json_does_not_have(tools: Tools) -> None:
    key = {name: PHOTO[name] for name in ("league", "taken")}
    stored = {**PHOTO, "tags": ["a", "b"]}
    assert tools(PUT.format("photo"), item=PHOTO) == {"item": stored}
    assert tools(GET.format("photo"), key=key) == {"item": stored}
    found = tools(USE.format("photos_since"), query={"day": "2026-01-01"})
    assert found["items"] == [stored]
    assert tools(USE.format("photos_since"), query={"day": "2026-01-03"})["items"] == []
    exact = "1.2345678901234567890123456789"
    assert tools(PUT.format("photo"), item={**PHOTO, "price": exact})["item"]["price"] == exact
    assert tools(GET.format("photo"), key=key)["item"]["price"] == exact


def test_put_replaces_and_can_tell_what_was_there(tools: Tools) -> None:
    options = {"return_values": "ALL_OLD", "capacity": "TOTAL", "metrics": "SIZE"}
    answer = tools(PUT.format("trainer"), item={**ASH, "badges": 9}, options=options)
    assert answer["old_item"] == {**ASH, "badges": 8}
    assert answer["item"] == {**ASH, "badges": 9}
    assert {"consumed_capacity", "item_collection_metrics"} < answer.keys()


def test_update_changes_what_is_given_of_what_exists(tools: Tools) -> None:
    tools(PUT.format("photo"), item={**PHOTO, "camera": {"name": "a", "lens": "b"}})
    key = {name: PHOTO[name] for name in ("league", "taken")}
    item = {**key, "camera": {"name": "c"}, "content": "YQ=="}
    answer = tools(UPDATE.format("photo"), item=item, remove=["tags", "price"])
    assert answer == {"item": {**key, "content": "YQ==", "camera": {"name": "c"}}}
    with refused("mcp.itemNotFound"):
        tools(UPDATE.format("photo"), item={**key, "taken": "2026-02-02", "content": "YQ=="})
    assert tools(GET.format("photo"), key={**key, "taken": "2026-02-02"}) == {"item": None}
    for name in ("content", "league", "nope", ["tags"]):
        with refused("parsing.invalidAttributeInput", "remove"):
            tools(UPDATE.format("photo"), item=key, remove=[name])
    with refused("parsing.invalidAttributeInput", "remove"):
        tools(UPDATE.format("photo"), item={**key, "tags": ["x"]}, remove=["tags"])


def test_an_update_knows_items_whose_key_is_computed(client: Client) -> None:
    make_database(client)
    table = Table(name="league", partition_key=TABLE.partition_key, sort_key=TABLE.sort_key, client=client)
    schema = s.item({"day": s.string().key(), "note": s.string()})
    visits: Entity[Any, Any] = Entity(
        name="visit", table=table, schema=schema, compute_key=lambda item: {"pk": item["day"], "sk": "v"}
    )
    tools = Tools(Database({"league": table.build(Registry).register_entities(visits)}))
    with refused("mcp.itemNotFound"):
        tools(UPDATE.format("visit"), item={"day": "1", "note": "x"})
    tools(PUT.format("visit"), item={"day": "1", "note": "x"})
    assert tools(UPDATE.format("visit"), item={"day": "1", "note": "y"})["item"]["note"] == "y"


def test_delete(tools: Tools) -> None:
    answer = tools(DELETE.format("trainer"), key=ASH, options={"return_values": "ALL_OLD"})
    assert answer == {"old_item": {**ASH, "badges": 8}}
    assert tools(DELETE.format("trainer"), key=ASH) == {}
    assert tools(GET.format("trainer"), key=ASH) == {"item": None}


def test_an_access_pattern_keeps_its_options_and_goes_on_by_cursor(tools: Tools) -> None:
    name = USE.format("everyone")
    first = tools(name, query={"league": "kanto"}, options={"capacity": "TOTAL"})
    assert [(item["entity"], item["name"]) for item in first["items"]] == [
        ("trainer", "misty"),
        ("trainer", "ash"),
    ]
    assert (first["count"], first["scanned_count"]) == (2, 2)
    assert first["consumed_capacity"]["CapacityUnits"] == 0.5
    rest = tools(name, query={"league": "kanto"}, options={"cursor": first["cursor"], "limit": 3})
    assert [item["name"] for item in rest["items"]] == ["pikachu", "eevee"]
    assert rest["cursor"] is None
    assert tools(name, query={"league": "kanto"}, options={"select": "COUNT", "max_pages": 9})["count"] == 4
    ahead = tools(name, query={"league": "kanto"}, options={"reverse": False, "attributes": ["name"]})
    assert ahead["items"] == [
        {"name": "eevee", "entity": "pokemon"},
        {"name": "pikachu", "entity": "pokemon"},
    ]


def test_an_access_pattern_without_input(tools: Tools) -> None:
    assert [item["name"] for item in tools(USE.format("trainers"))["items"]] == ["ash", "misty"]


@pytest.mark.parametrize(
    ("name", "arguments", "code", "path"),
    [
        (GET.format("trainer"), {}, "parsing.attributeRequired", "key"),
        (GET.format("trainer"), {"key": "ash"}, "parsing.invalidAttributeInput", "key"),
        (GET.format("trainer"), {"key": {"league": "kanto"}}, "parsing.attributeRequired", "name"),
        (GET.format("trainer"), {"key": {**ASH, "badges": 1}}, "parsing.unknownAttribute", "badges"),
        (GET.format("trainer"), {"key": ASH, "more": {}}, "parsing.unknownAttribute", "more"),
        (
            GET.format("trainer"),
            {"key": ASH, "options": {"consistent": 1}},
            "options.invalidConsistentOption",
            None,
        ),
        (GET.format("trainer"), {"key": ASH, "options": {"table_name": "x"}}, "options.unknownOption", None),
        (GET.format("trainer"), {"key": ASH, "options": []}, "parsing.invalidAttributeInput", "options"),
        (PUT.format("trainer"), {"item": {**ASH, "badges": "8"}}, "parsing.invalidAttributeInput", "badges"),
        (PUT.format("trainer"), {"item": {**ASH, "badges": 8, "x": 1}}, "parsing.unknownAttribute", "x"),
        (PUT.format("trainer"), {"item": ASH}, "parsing.attributeRequired", "badges"),
        (PUT.format("trainer"), {"item": ASH, "options": {"condition": {}}}, "options.unknownOption", None),
        (
            PUT.format("photo"),
            {"item": {**PHOTO, "content": "?"}},
            "parsing.invalidAttributeInput",
            "content",
        ),
        (
            PUT.format("photo"),
            {"item": {**PHOTO, "camera": {"name": "a", "x": 1}}},
            "parsing.unknownAttribute",
            "camera.x",
        ),
        (
            UPDATE.format("photo"),
            {"item": PHOTO, "remove": "tags"},
            "parsing.invalidAttributeInput",
            "remove",
        ),
        (DELETE.format("trainer"), {"key": {"name": 1}}, "parsing.attributeRequired", "league"),
        (USE.format("everyone"), {"query": {}}, "parsing.attributeRequired", "league"),
        (USE.format("everyone"), {"query": {"league": "kanto", "x": 1}}, "parsing.unknownAttribute", "x"),
        (
            USE.format("everyone"),
            {"query": {"league": "kanto"}, "options": {"filters": {}}},
            "options.unknownOption",
            None,
        ),
        (
            USE.format("everyone"),
            {"query": {"league": "kanto"}, "options": {"limit": 0}},
            "options.invalidLimitOption",
            None,
        ),
        (
            USE.format("everyone"),
            {"query": {"league": "kanto"}, "options": {"cursor": "x"}},
            "cursor.malformed",
            None,
        ),
    ],
)
def test_wrong_arguments_are_told(
    tools: Tools, name: str, arguments: dict[str, Any], code: str, path: str | None
) -> None:
    with refused(code, path):
        tools(name, **arguments)


def test_what_tools_take_is_described(tools: Tools) -> None:
    for tool in tools.by_name.values():
        schema = tool.input_schema()
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object"
        assert "$schema" not in json.dumps(schema)

    def accepts(name: str, **arguments: Any) -> bool:
        validator = Draft202012Validator(tools.by_name[name].input_schema())
        return validator.is_valid(arguments)

    assert accepts(GET.format("trainer"), key=ASH)
    assert accepts(GET.format("trainer"), key=ASH, options={"attributes": ["badges"]})
    assert not accepts(GET.format("trainer"), key={"league": "kanto"})
    assert not accepts(GET.format("trainer"), key={**ASH, "badges": 1})
    assert not accepts(GET.format("trainer"), key=ASH, options={"attributes": []})
    assert not accepts(GET.format("trainer"), key=ASH, options={"table_name": "x"})
    assert accepts(PUT.format("photo"), item=PHOTO)
    assert not accepts(PUT.format("photo"), item={**PHOTO, "tags": "a"})
    assert accepts(PUT.format("photo"), item={**PHOTO, "camera": {"name": "a"}})
    assert not accepts(PUT.format("photo"), item={**PHOTO, "camera": {"name": "a", "x": 1}})
    assert accepts(UPDATE.format("photo"), item={"league": "a", "taken": "2026-01-02"}, remove=["tags"])
    assert not accepts(
        UPDATE.format("photo"), item={"league": "a", "taken": "2026-01-02"}, remove=["content"]
    )
    assert accepts(USE.format("everyone"), query={"league": "kanto"}, options={"limit": 1, "cursor": "x"})
    assert accepts(USE.format("trainers"))


def test_descriptions_have_the_notes_of_their_subject(tools: Tools) -> None:
    photo = tools.by_name[GET.format("photo")]
    assert photo.title == "Get a 'photo' Item from the league Table"
    assert photo.description == "Get a 'photo' Item from the league Table.\n# Photo\n\nTaken on a day."
    everyone = tools.by_name[USE.format("everyone")]
    assert everyone.title == "Everyone"
    sentence = "Query multiple Items from the league Table using the everyone AccessPattern."
    assert everyone.description == f"{sentence}\n# Everyone\n\nAll of a league."
    since = tools.by_name[USE.format("photos_since")]
    assert since.description.startswith("Query multiple 'photo' Items")


def test_a_table_without_a_name_needs_one_each_time(client: Client) -> None:
    make_database(client)
    table = Table(partition_key=TABLE.partition_key, sort_key=TABLE.sort_key, client=client)
    schema = s.item({"pk": s.string().key(), "sk": s.string().key()})
    entity: Entity[Any, Any] = Entity(name="e", table=table, schema=schema, timestamps=False)
    pattern = entity.build(EntityAccessPattern).pattern(lambda _: {"partition": "a", "options": {"limit": 1}})
    registry = table.build(Registry).register_entities(entity).register_access_patterns(p=pattern)
    tools = Tools(Database({"league": registry}))
    item = {"pk": "a", "sk": "b"}
    with refused("parsing.attributeRequired", "options"):
        tools(PUT.format("e"), item=item)
    tools(PUT.format("e"), item=item, options={"table_name": "league"})
    tools(PUT.format("e"), item={"pk": "a", "sk": "c"}, options={"table_name": "league"})
    assert tools(USE.format("p"), options={"table_name": "league"})["items"] == [item]
    assert "options" in tools.by_name[GET.format("e")].input_schema()["required"]


def test_names_do_not_hang_on_what_is_allowed(client: Client) -> None:
    long = "x" * 60
    schema = s.item({"pk": s.string().key(), "sk": s.string().key()})
    entities: list[Entity[Any, Any]] = [
        Entity(name=name, table=TABLE, schema=schema) for name in (long, f"{long}y", "a b", "a.b")
    ]
    toolkit = Database({"t": TABLE.build(Registry).register_entities(*entities)}).build(MCPToolkit)
    reading = [tool.name for tool in toolkit.tools()]
    every = [tool.name for tool in toolkit.tools(allow_writes=True)]
    assert len(set(every)) == 16
    assert set(reading) < set(every)
    assert all(len(name) <= 64 for name in every)


def test_an_access_pattern_without_a_query_is_refused() -> None:
    registry = TABLE.build(Registry).register_access_patterns(p=POKEMONS.build(EntityAccessPattern))
    with refused("actions.incompleteAction"):
        Database({"t": registry}).build(MCPToolkit).tools()


class Gym(Item):
    """A gym, as a class."""

    pk: Attr[str] = key()
    sk: Attr[str] = key()
    towns: Attr[set[str]]
    leader: Attr[str | None] = attr(default=None)


def test_items_of_classes_are_given_as_json(client: Client) -> None:
    make_database(client)
    table = Table(name="league", partition_key=TABLE.partition_key, sort_key=TABLE.sort_key, client=client)
    gyms = Entity(name="gym", table=table, schema=Gym, timestamps=False)
    pattern = gyms.build(EntityAccessPattern).pattern(lambda _: {"partition": "a"})
    registry = table.build(Registry).register_entities(gyms).register_access_patterns(gyms=pattern)
    tools = Tools(Database({"league": registry}))
    key_of = {"pk": "a", "sk": "b"}
    item = {**key_of, "towns": ["x", "y"]}
    assert tools(PUT.format("gym"), item=item) == {"item": item}
    assert tools(GET.format("gym"), key=key_of) == {"item": item}
    assert tools(GET.format("gym"), key=key_of, options={"attributes": ["towns"]}) == {
        "item": {"towns": ["x", "y"]}
    }
    updated = {**item, "leader": "brock"}
    assert tools(UPDATE.format("gym"), item={**key_of, "leader": "brock"}) == {"item": updated}
    found = tools(USE.format("gyms"), options={"show_entity_attr": True})["items"]
    assert found == [{**updated, "entity": "gym"}]
    old = tools(DELETE.format("gym"), key=key_of, options={"return_values": "ALL_OLD"})
    assert old == {"old_item": updated}
