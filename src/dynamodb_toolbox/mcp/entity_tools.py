"""The tools of an entity: get, put, update, delete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.get_item import GetItemCommand
from dynamodb_toolbox.commands.put_item import PutItemCommand
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import ConditionalCheckFailedException, DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.internal_attributes import entity_attribute_name
from dynamodb_toolbox.mcp import options as m
from dynamodb_toolbox.mcp.descriptions import described, shown_name
from dynamodb_toolbox.mcp.inputs import input_argument, read
from dynamodb_toolbox.mcp.outputs import reported, shown
from dynamodb_toolbox.mcp.tool import Argument, Arguments, Tool
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.schema.update.actions import remove

AnyEntity = Entity[Any, Any]


def entity_tools(key: str, entity: AnyEntity) -> Iterator[Tool]:
    """Give the tools of an entity.

    Args:
        key: What the table is called in the database.
        entity: The entity.
    """
    for make in (_get, _put, _update, _delete):
        yield make(key, entity)


def _get(table: str, entity: AnyEntity) -> Tool:
    keys = _keys(entity)
    options = m.options_argument(entity.table, m.OF_GET)

    async def run(arguments: Arguments) -> dict[str, Any]:
        given = read(keys, arguments["key"], "key")
        chosen: Any = m.options_of(options, arguments["options"])
        response = await GetItemCommand(entity, given, chosen).send_async()
        return {"item": shown(response.item), **reported(consumed_capacity=response.consumed_capacity)}

    return _tool(
        ("ddb-tb_get-", entity.name, "-item-from-", table, "-table"),
        f"Get a '{entity.name}' Item from the {shown_name(entity.table, table)} Table.",
        entity,
        {"key": input_argument(keys, "key"), "options": options},
        run,
    )


def _put(table: str, entity: AnyEntity) -> Tool:
    schema = ItemSchema(entity.attributes)
    options = m.options_argument(entity.table, m.OF_WRITE)

    async def run(arguments: Arguments) -> dict[str, Any]:
        given = read(schema, arguments["item"], "put")
        chosen: Any = m.options_of(options, arguments["options"])
        response = await PutItemCommand(entity, given, chosen).send_async()
        item = EntityFormatter(entity).format(response.toolbox_item, transform=False)
        return {"item": shown(item), **_old(response, chosen), **_reports(response)}

    return _tool(
        ("ddb-tb_put-", entity.name, "-item-in-", table, "-table"),
        f"Put a '{entity.name}' Item in the {shown_name(entity.table, table)} Table; "
        "it replaces the one with the same key.",
        entity,
        {"item": input_argument(schema), "options": options},
        run,
        writes=True,
    )


def _update(table: str, entity: AnyEntity) -> Tool:
    schema = ItemSchema(entity.attributes)
    removable = [name for name, child in entity.attributes.items() if child.props.required == "never"]
    options = m.options_argument(entity.table, m.OF_UPDATE)

    async def run(arguments: Arguments) -> dict[str, Any]:
        given = read(schema, arguments["item"], "update")
        removed = {name: remove() for name in _removed(arguments.get("remove", ()), removable, given)}
        chosen: Any = m.options_of(options, arguments["options"])
        chosen |= {"condition": _exists(entity), "return_values": "ALL_NEW"}
        try:
            response = await UpdateAttributesCommand(entity, {**given, **removed}, chosen).send_async()
        except ConditionalCheckFailedException:
            message = f"There is no '{entity.name}' Item with that key; put one."
            raise DynamoDBToolboxError("mcp.itemNotFound", message) from None
        return {"item": shown(response.attributes), **_reports(response)}

    return _tool(
        ("ddb-tb_update-", entity.name, "-item-in-", table, "-table"),
        f"Update a '{entity.name}' Item in the {shown_name(entity.table, table)} Table; it must exist. Each "
        "attribute given gets a new value, whole; the others stay as they are, or are removed.",
        entity,
        {
            "item": input_argument(schema, "update"),
            **_removal(removable),
            "options": options,
        },
        run,
        writes=True,
    )


def _delete(table: str, entity: AnyEntity) -> Tool:
    keys = _keys(entity)
    options = m.options_argument(entity.table, m.OF_WRITE)

    async def run(arguments: Arguments) -> dict[str, Any]:
        given = read(keys, arguments["key"], "key")
        chosen: Any = m.options_of(options, arguments["options"])
        response = await DeleteItemCommand(entity, given, chosen).send_async()
        return {**_old(response, chosen), **_reports(response)}

    return _tool(
        ("ddb-tb_delete-", entity.name, "-item-from-", table, "-table"),
        f"Delete a '{entity.name}' Item from the {shown_name(entity.table, table)} Table.",
        entity,
        {"key": input_argument(keys, "key"), "options": options},
        run,
        writes=True,
    )


def _tool(
    words: tuple[str, ...],
    sentence: str,
    entity: AnyEntity,
    arguments: Mapping[str, Argument],
    run: Any,
    *,
    writes: bool = False,
) -> Tool:
    title = sentence.partition(";")[0].rstrip(".")
    return Tool(words, title, described(sentence, entity.meta), writes, arguments, run)


def _keys(entity: AnyEntity) -> ItemSchema:
    return ItemSchema({name: child for name, child in entity.attributes.items() if child.props.key})


def _removal(removable: Sequence[str]) -> dict[str, Argument]:
    """Describe the argument that names attributes to remove, where an item can be without some."""
    names = {"type": "array", "items": {"enum": removable}, "description": "Remove these attributes."}
    return {"remove": Argument(names, required=False)} if removable else {}


def _removed(given: Iterable[Any], removable: Sequence[str], values: Mapping[str, Any]) -> Iterator[str]:
    for name in given:
        if name not in removable:
            message = f"{name!r} cannot be removed; what can: {', '.join(removable)}."
            raise DynamoDBToolboxError("parsing.invalidAttributeInput", message, path="remove")
        if name in values:
            message = f"'{name}' is given a value in `item`, and removed: choose one."
            raise DynamoDBToolboxError("parsing.invalidAttributeInput", message, path="remove")
        yield name


def _exists(entity: AnyEntity) -> Any:
    """Give a condition that an item of the entity exists: by its key, or by the name that it bears."""
    partition = entity.table.partition_key["name"]
    for name in entity.schema.attributes:
        if entity.schema.saved_name(name) == partition:
            return {"attr": format_path((name,)), "exists": True}
    if entity.entity_attribute is False:
        return None
    return {"attr": format_path((entity_attribute_name(entity.entity_attribute),)), "eq": entity.name}


def _old(response: WriteResponse[Any], options: Mapping[str, Any]) -> dict[str, Any]:
    return {"old_item": shown(response.attributes)} if options.get("return_values") == "ALL_OLD" else {}


def _reports(response: WriteResponse[Any]) -> dict[str, Any]:
    return reported(
        consumed_capacity=response.consumed_capacity,
        item_collection_metrics=response.item_collection_metrics,
    )
