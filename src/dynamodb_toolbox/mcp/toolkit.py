"""`MCPToolkit`: the tools of a database, and the server that has them (spec/actions.md §10.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from dynamodb_toolbox.database import Database
from dynamodb_toolbox.mcp.entity_tools import entity_tools
from dynamodb_toolbox.mcp.names import distinct_names
from dynamodb_toolbox.mcp.pattern_tools import pattern_tool
from dynamodb_toolbox.mcp.tool import Tool

if TYPE_CHECKING:
    from mcp.server import MCPServer


class MCPToolkit:
    """Gives a model tools for a database: `database.build(MCPToolkit).server("pokemons").run()`.

    For each entity a tool that reads an item by its key, for each access pattern one that queries; with
    `allow_writes`, for each entity also tools that put, update and delete items.
    """

    action_name: ClassVar[str] = "mcpToolkit"

    def __init__(self, database: Database) -> None:
        self.database = database

    def tools(self, *, allow_writes: bool = False) -> list[Tool]:
        """Give the tools, as they are without a protocol; their names do not hang on `allow_writes`."""
        tools = list(self._all())
        names = distinct_names([tool.words for tool in tools])
        named = (replace(tool, name=name) for tool, name in zip(tools, names, strict=True))
        return [tool for tool in named if allow_writes or not tool.writes]

    def add_tools(self, server: MCPServer[Any], *, allow_writes: bool = False) -> MCPToolkit:
        """Add the tools to a server of your own.

        Raises:
            ImportError: The extra `mcp` is not installed.
        """
        from dynamodb_toolbox.mcp.server import add_tools  # noqa: PLC0415  # only the extra brings the SDK

        add_tools(server, self.tools(allow_writes=allow_writes))
        return self

    def server(self, name: str = "dynamodb-toolbox", *, allow_writes: bool = False) -> MCPServer[Any]:
        """Give a server that has the tools; `.run()` serves over stdin and stdout.

        Raises:
            ImportError: The extra `mcp` is not installed.
        """
        from dynamodb_toolbox.mcp.server import make_server  # noqa: PLC0415  # only the extra brings the SDK

        meta = self.database.meta
        notes = [str(meta[note]) for note in ("title", "description") if meta.get(note)]
        return make_server(name, "\n\n".join(notes) or None, self.tools(allow_writes=allow_writes))

    def _all(self) -> Iterator[Tool]:
        for key, registry in self.database.tables.items():
            for entity in registry.entities.values():
                yield from entity_tools(key, entity)
            for name, pattern in registry.access_patterns.items():
                yield pattern_tool(key, name, pattern)
