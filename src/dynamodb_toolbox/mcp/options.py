"""The options that a model may give: those that say how much is read or told, not where, or of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.mcp.tool import Argument, JSONSchema
from dynamodb_toolbox.table import Table

_BOOLEAN: Final[JSONSchema] = {"type": "boolean"}
_COUNT: Final[JSONSchema] = {"type": "integer", "minimum": 1}
_KNOWN: Final[dict[str, JSONSchema]] = {
    "attributes": {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "description": "Give only these attributes, by paths such as `moves[0].name`.",
    },
    "capacity": {"enum": ["NONE", "TOTAL", "INDEXES"], "description": "Tell the capacity consumed."},
    "consistent": {**_BOOLEAN, "description": "Read what was written last."},
    "cursor": {"type": "string", "description": "Go on after a page: the `cursor` that it gave."},
    "limit": {**_COUNT, "description": "Read at most so many items a page."},
    "max_pages": {**_COUNT, "description": "Read at most so many pages; 1 by default."},
    "metrics": {"enum": ["NONE", "SIZE"], "description": "Tell the size of the item collection."},
    "return_values": {"enum": ["NONE", "ALL_OLD"], "description": "Give the item as it was before."},
    "reverse": {**_BOOLEAN, "description": "Last first."},
    "select": {
        "enum": ["ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES"],
        "description": "`COUNT`: tell how many there are, without the items.",
    },
    "show_entity_attr": {**_BOOLEAN, "description": "Give each item the name of its entity."},
    "table_name": {"type": "string", "description": "The deployed name of the table."},
}
OF_GET: Final = ("attributes", "consistent", "capacity")
OF_UPDATE: Final = ("capacity", "metrics")
OF_WRITE: Final = ("return_values", *OF_UPDATE)
OF_QUERY: Final = (
    "attributes",
    "limit",
    "max_pages",
    "cursor",
    "reverse",
    "consistent",
    "select",
    "show_entity_attr",
    "capacity",
)


def options_argument(table: Table, names: Sequence[str]) -> Argument:
    """Describe the argument `options`; where the table has no name, it must say one."""
    unnamed = table.name is None
    shown = (*names, "table_name") if unnamed else names
    schema = {
        "type": "object",
        "properties": {name: _KNOWN[name] for name in shown},
        **({"required": ["table_name"]} if unnamed else {}),
        "additionalProperties": False,
    }
    return Argument(schema, required=unnamed)


def options_of(argument: Argument, given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the options, which must be among those of the tool.

    Raises:
        DynamoDBToolboxError: `options.unknownOption`.
    """
    known = argument.schema["properties"]
    for name in given:
        if name not in known:
            message = f"Unknown option: '{name}'. Expected: {', '.join(known)}."
            raise DynamoDBToolboxError("options.unknownOption", message, payload={"option": name})
    return dict(given)
