"""How the tests of the update language ask: an input, by a schema, as text with values in their places."""

from typing import Any

from dynamodb_toolbox.expressions.printer import Printed, print_update
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.parse.steps import Extension
from dynamodb_toolbox.schema.paths import Finder
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.schema.update.expression import build_update


def parsed(schema: ItemSchema, item: Any, extension: Extension) -> Any:
    """The parsed input: what `toolbox_item` shows."""
    return Parser(schema).parse(item, mode="update", extension=extension, transform=False)


def printed(schema: ItemSchema, item: Any, extension: Extension) -> Printed:
    """The update expression of an input."""
    stored = Parser(schema).parse(item, mode="update", extension=extension)
    return print_update(build_update(stored, Finder(schema)))


def text_of(schema: ItemSchema, item: Any, extension: Extension) -> str:
    """The expression with names and values in the place of their placeholders."""
    result = printed(schema, item, extension)
    text = result.text
    for token in sorted({**result.names, **result.values}, reverse=True):
        shown = result.names[token] if token[0] == "#" else repr(result.values[token])
        text = text.replace(token, shown)
    return text
