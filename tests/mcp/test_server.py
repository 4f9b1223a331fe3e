"""The tools over the real protocol: the SDK's client, a server process, an engine file."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Literal

import pytest
from mcp import Client as MCPClient
from mcp import StdioServerParameters
from mcp.server import MCPServer
from mcp_types import CallToolResult, TextContent

import dynamodb_toolbox
from dynamodb_toolbox import Client, Database, EntityAccessPattern, MCPToolkit, PutItemCommand, connect
from tests.mcp.league import make_database

EXAMPLE = Path(__file__).parents[2] / "examples" / "mcp_server.py"
SOURCE = Path(dynamodb_toolbox.__file__).parents[1]
ASH = {"league": "kanto", "name": "ash"}
GET = "ddb-tb_get-trainer-item-from-league-table"
PUT = "ddb-tb_put-trainer-item-in-league-table"
EVERYONE = "ddb-tb_use-everyone-access-pattern-on-league-table"

Session = Callable[[MCPClient], Coroutine[Any, Any, None]]


def talk(
    folder: Path, arguments: list[str], session: Session, mode: Literal["auto", "legacy"] = "auto"
) -> None:
    """Start a server as a process, and have a client talk to it over stdin and stdout."""
    paths = os.pathsep.join([str(SOURCE), str(folder)])
    server = StdioServerParameters(
        command=sys.executable, args=arguments, cwd=folder, env={"PYTHONPATH": paths}
    )

    async def run() -> None:
        async with MCPClient(server, mode=mode) as client:
            await session(client)

    asyncio.run(run())


def text_of(result: CallToolResult) -> str:
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_the_example_over_stdio_reads_and_writes_where_it_may(tmp_path: Path) -> None:
    item = {**ASH, "badges": ["boulder", "cascade"], "photo": "AP8=", "fee": 1.5, "joined": "2026-01-02"}

    async def session(client: MCPClient) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert len(tools) == 10
        put = tools[PUT]
        assert put.annotations is not None
        assert (put.annotations.read_only_hint, put.annotations.destructive_hint) == (False, True)
        assert put.input_schema["required"] == ["item"]
        described = put.input_schema["properties"]["item"]["properties"]
        assert described["badges"] == {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
        assert described["photo"] == {"type": "string", "contentEncoding": "base64"}
        assert put.description is not None
        assert put.description.endswith("# Trainer\n\nSomeone who trains Pokémon.")

        written = await client.call_tool(PUT, {"item": item})
        assert not written.is_error
        for n in range(2):
            await client.call_tool(PUT, {"item": {"league": "kanto", "name": f"t{n}"}})
        found = await client.call_tool(GET, {"key": ASH})
        assert not found.is_error
        assert found.structured_content == json.loads(text_of(found))
        assert item.items() <= found.structured_content["item"].items()

        page = await client.call_tool(EVERYONE, {"query": {"league": "kanto"}})
        assert [(i["entity"], i["name"]) for i in page.structured_content["items"]] == [
            ("trainer", "ash"),
            ("trainer", "t0"),
        ]
        cursor = page.structured_content["cursor"]
        rest = await client.call_tool(EVERYONE, {"query": {"league": "kanto"}, "options": {"cursor": cursor}})
        assert [i["name"] for i in rest.structured_content["items"]] == ["t1"]

    talk(tmp_path, [str(EXAMPLE), "league.db", "--allow-writes"], session)
    with connect(f"sqlite:///{tmp_path / 'league.db'}") as client:
        stored = client.call(
            "GetItem",
            {"TableName": "league", "Key": {"pk": {"S": "kanto"}, "sk": {"S": "trainer#ash"}}},
        )
    assert stored["Item"]["badges"] == {"SS": ["boulder", "cascade"]}
    assert stored["Item"]["photo"] == {"B": "AP8="}


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_by_default_it_reads_only_and_errors_are_errors(
    tmp_path: Path, mode: Literal["auto", "legacy"]
) -> None:
    async def session(client: MCPClient) -> None:
        tools = (await client.list_tools()).tools
        assert [
            tool.name for tool in tools if not (tool.annotations and tool.annotations.read_only_hint)
        ] == []
        assert len(tools) == 4
        refused = await client.call_tool(PUT, {"item": ASH})
        assert refused.is_error
        nobody = await client.call_tool(GET, {"key": ASH})
        assert (nobody.is_error, nobody.structured_content) == (False, {"item": None})
        wrong = await client.call_tool(GET, {"key": {"league": "kanto"}})
        assert wrong.is_error
        assert "[parsing.attributeRequired] Attribute 'name' is required" in text_of(wrong)
        bad = await client.call_tool(GET, {"key": ASH, "options": {"nope": 1}})
        assert bad.is_error
        assert "[options.unknownOption]" in text_of(bad)
        missing = await client.call_tool(GET, {})
        assert missing.is_error

    talk(tmp_path, [str(EXAMPLE), "league.db"], session, mode)


MODELS = """
from dynamodb_toolbox import Database, Entity, EnsureTableCommand, Registry, Table, connect, s

print("noise on stdout")
table = Table(
    name="pokemons", partition_key={"name": "id", "type": "string"}, client=connect("sqlite:///pokemons.db")
)
table.build(EnsureTableCommand).send()
pokemons = Entity(name="pokemon", table=table, schema=s.item({"id": s.string().key()}))
database = Database({"pokemons": table.build(Registry).register_entities(pokemons)})
other = Database({})
"""


@pytest.mark.parametrize("allowed", [[], ["--allow-writes"]])
def test_the_command_serves_a_database_of_the_users(tmp_path: Path, allowed: list[str]) -> None:
    (tmp_path / "app_models.py").write_text(MODELS, "utf-8")

    async def session(client: MCPClient) -> None:
        tools = [tool.name for tool in (await client.list_tools()).tools]
        assert len(tools) == (4 if allowed else 1)
        found = await client.call_tool(tools[0], {"key": {"id": "mew"}})
        assert found.structured_content == {"item": None}

    command = ["-m", "dynamodb_toolbox", "mcp", "app_models:database", *allowed]
    talk(tmp_path, command, session)


def test_tools_are_added_to_a_server_of_ones_own(client: Client) -> None:
    database = make_database(client)
    database.tables["league"].entity("trainer").build(PutItemCommand).item({**ASH, "badges": 9}).send()
    server: MCPServer[Any] = MCPServer("mine")
    toolkit = database.build(MCPToolkit)
    assert toolkit.add_tools(server) is toolkit

    async def session() -> None:
        async with MCPClient(server) as mcp:
            assert len((await mcp.list_tools()).tools) == 6
            assert (await mcp.call_tool(GET, {"key": ASH})).structured_content == {
                "item": {**ASH, "badges": 9}
            }
            crashed = await mcp.call_tool(GET, {"key": ASH})
            assert crashed.is_error
            assert "secret" not in text_of(crashed)

    def broken(_: Any) -> Any:
        raise RuntimeError("secret")

    trainers = database.tables["league"].entity("trainer")
    calls: list[Any] = []

    def first_then_broken(action: Any) -> Any:
        calls.append(action)
        return broken(action) if len(calls) > 1 else dynamodb_toolbox.MISSING

    trainers.interceptor = first_then_broken
    asyncio.run(session())


def test_what_a_faulty_stored_item_holds_stays_at_home(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    database = make_database(client)
    pokemons = database.tables["league"].entity("pokemon")
    broken: Any = {"pk": {"S": "kanto"}, "sk": {"S": "trainer#x"}, "_et": {"S": "trainer"}}
    client.call("PutItem", {"TableName": "league", "Item": {**broken, "team": {"S": "classified"}}})
    client.call("PutItem", {"TableName": "league", "Item": {**broken, "_et": {"S": "odd"}, "sk": {"S": "z"}}})
    loose = pokemons.build(EntityAccessPattern).pattern(lambda _: {"partition": "kanto"})
    loose = loose.options(entity_attr_filter=False)
    registry = database.tables["league"].register_access_patterns(loose=loose)
    server = Database({"league": registry}).build(MCPToolkit).server()

    async def session() -> None:
        async with MCPClient(server) as mcp:
            key = {"league": "kanto", "name": "x"}
            texts = [
                text_of(await mcp.call_tool(GET, {"key": key})),
                text_of(await mcp.call_tool("ddb-tb_use-loose-access-pattern-on-league-table", {})),
            ]
        assert all("A stored item is not as its schema has it" in text for text in texts)
        assert "[formatter." in texts[0]
        assert "[queryCommand.noEntityMatched]" in texts[1]
        assert not any("classified" in text or "misty" in text for text in texts)

    asyncio.run(session())
    assert "[queryCommand.noEntityMatched]" in caplog.text


def test_the_server_says_what_the_database_is(client: Client) -> None:
    database = make_database(client)
    database.meta |= {"title": "Kanto", "description": "All of it."}

    async def session() -> None:
        async with MCPClient(database.build(MCPToolkit).server("kanto")) as mcp:
            assert mcp.instructions == "Kanto\n\nAll of it."
            assert mcp.server_info is not None
            assert (mcp.server_info.name, mcp.server_info.version) == ("kanto", "0.1.0")

    asyncio.run(session())


def test_without_the_sdk_it_says_what_to_install(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    toolkit = make_database(client).build(MCPToolkit)
    monkeypatch.delitem(sys.modules, "dynamodb_toolbox.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    with pytest.raises(ImportError, match=r"pip install 'dynamodb-toolbox\[mcp\]'"):
        toolkit.server()
    assert len(toolkit.tools()) == 6
