"""Tools as the official Python SDK of the Model Context Protocol has them (extra `mcp`).

Source: https://modelcontextprotocol.io/specification/2025-11-25/server/tools
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from importlib.metadata import version
from inspect import Parameter, Signature
from typing import Annotated, Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError, ServiceError
from dynamodb_toolbox.mcp.tool import Argument, Tool

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp_types import CallToolResult, TextContent, ToolAnnotations
    from pydantic import WithJsonSchema
except ModuleNotFoundError as error:
    if error.name is None or error.name.partition(".")[0] not in {"mcp", "mcp_types"}:
        raise
    raise ImportError(
        "Tools for models need the SDK of the Model Context Protocol, version 2 or newer: "
        "pip install 'dynamodb-toolbox[mcp]'"
    ) from None


_LOG: Final = logging.getLogger("dynamodb_toolbox.mcp")
_OF_STORED: Final = ("formatter.", "queryCommand.noEntityMatched")


def make_server(name: str, instructions: str | None, tools: Iterable[Tool]) -> MCPServer[Any]:
    """Give a server that has the tools, and logs nothing but warnings."""
    server = MCPServer(
        name, instructions=instructions, version=version("dynamodb-toolbox"), log_level="WARNING"
    )
    add_tools(server, tools)
    return server


def add_tools(server: MCPServer[Any], tools: Iterable[Tool]) -> None:
    """Add tools to a server."""
    for tool in tools:
        server.add_tool(
            _function(tool),
            name=tool.name,
            title=tool.title,
            description=tool.description,
            annotations=ToolAnnotations(
                title=tool.title,
                read_only_hint=not tool.writes,
                destructive_hint=tool.writes,
                idempotent_hint=True,
                open_world_hint=False,
            ),
        )


def _function(tool: Tool) -> Any:
    """Give the tool as a function, whose signature tells the SDK the JSON Schema of each argument."""

    async def call(**arguments: Any) -> CallToolResult:
        try:
            answer = await tool.call({name: given for name, given in arguments.items() if given is not None})
        except (DynamoDBToolboxError, ServiceError) as error:
            raise ToolError(_told(error)) from error
        text = json.dumps(answer, ensure_ascii=False)
        return CallToolResult(content=[TextContent(text=text)], structured_content=answer)

    parameters = [_parameter(name, argument) for name, argument in tool.arguments.items()]
    call.__name__ = tool.name
    call.__signature__ = Signature(parameters, return_annotation=CallToolResult)  # type: ignore[attr-defined]
    return call


def _told(error: DynamoDBToolboxError | ServiceError) -> str:
    """Give what a model is told of an error: of a faulty stored item not what it holds, perhaps hidden."""
    if not isinstance(error, DynamoDBToolboxError) or not error.code.startswith(_OF_STORED):
        return str(error)
    _LOG.warning("%s", error)
    return f"[{error.code}] A stored item is not as its schema has it; whoever runs this server is told more."


def _parameter(name: str, argument: Argument) -> Parameter:
    annotation = Annotated[dict[str, Any] | list[Any] | None, WithJsonSchema(argument.schema)]
    missing: Any = [] if argument.schema["type"] == "array" else {}
    default = Parameter.empty if argument.required else missing
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
