"""The tool of an access pattern: a query by an input of its own."""

from __future__ import annotations

from typing import Any, cast

from dynamodb_toolbox.commands.access_pattern import AccessPattern
from dynamodb_toolbox.commands.read_options import QueryOptions
from dynamodb_toolbox.commands.sendable import incomplete
from dynamodb_toolbox.mcp import options as m
from dynamodb_toolbox.mcp.descriptions import described, shown_name
from dynamodb_toolbox.mcp.inputs import input_argument, read
from dynamodb_toolbox.mcp.outputs import reported, shown
from dynamodb_toolbox.mcp.tool import Argument, Arguments, Tool
from dynamodb_toolbox.values import MISSING


def pattern_tool(key: str, name: str, pattern: AccessPattern[Any]) -> Tool:
    """Give the tool of an access pattern.

    Args:
        key: What the table is called in the database.
        name: What the access pattern is called there.
        pattern: The access pattern.

    Raises:
        DynamoDBToolboxError: `actions.incompleteAction` where the pattern does not say its query.
    """
    if pattern.pattern_function is None:
        raise incomplete(pattern, "pattern")
    schema = pattern.input_schema
    options = m.options_argument(pattern.table, m.OF_QUERY)
    arguments: dict[str, Argument] = {} if schema is None else {"query": input_argument(schema)}

    async def run(arguments: Arguments) -> dict[str, Any]:
        given = MISSING if schema is None else read(schema, arguments["query"], "put")
        chosen: Any = m.options_of(options, arguments["options"])
        command = pattern.query(given).options(lambda last: cast("QueryOptions", {**last, **chosen}))
        response = await command.send_async()
        return {
            "items": [shown(item) for item in response.items],
            "count": response.count,
            "scanned_count": response.scanned_count,
            "cursor": response.cursor(),
            **reported(consumed_capacity=response.consumed_capacity),
        }

    names = [entity.name for entity in pattern.targets]
    kind = f" '{names[0]}'" if len(names) == 1 else ""
    sentence = (
        f"Query multiple{kind} Items from the {shown_name(pattern.table, key)} Table "
        f"using the {name} AccessPattern."
    )
    return Tool(
        words=("ddb-tb_use-", name, "-access-pattern-on-", key, "-table"),
        title=str(pattern.notes.get("title") or sentence.rstrip(".")),
        description=described(sentence, pattern.notes),
        writes=False,
        arguments={**arguments, "options": options},
        run=run,
    )
