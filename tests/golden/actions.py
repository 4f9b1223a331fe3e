"""How each recorded action is asked of our library."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from dynamodb_toolbox.commands.batch_delete_request import BatchDeleteRequest
from dynamodb_toolbox.commands.batch_get import BatchGetCommand
from dynamodb_toolbox.commands.batch_get_request import BatchGetRequest
from dynamodb_toolbox.commands.batch_put_request import BatchPutRequest
from dynamodb_toolbox.commands.batch_write import BatchWriteCommand, BatchWriteRequest
from dynamodb_toolbox.commands.condition_check import ConditionCheck
from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
from dynamodb_toolbox.commands.delete_transaction import DeleteTransaction
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.commands.get_item import GetItemCommand
from dynamodb_toolbox.commands.get_transaction import GetTransaction
from dynamodb_toolbox.commands.put_item import PutItemCommand
from dynamodb_toolbox.commands.put_transaction import PutTransaction
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.scan import ScanCommand
from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
from dynamodb_toolbox.commands.update_item import UpdateItemCommand
from dynamodb_toolbox.commands.update_transaction import UpdateTransaction
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.expressions.printer import print_condition, print_projection
from dynamodb_toolbox.schema.conditions import ConditionParser
from dynamodb_toolbox.schema.dto.read import from_schema_dto
from dynamodb_toolbox.schema.paths import PathParser
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.table import Table

AnyEntity = Entity[Any, Any]


def snake(name: str) -> str:
    """Give our name for one of the reference's."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: f"_{match[1].lower()}", name)


def entity_of(dto: Mapping[str, Any]) -> AnyEntity:
    """Make the entity of a case."""
    schema = from_schema_dto(dto["schema"])
    assert isinstance(schema, ItemSchema)
    return Entity(
        name=dto["entityName"],
        table=table_of(dto["table"]),
        schema=schema,
        entity_attribute=_snake_keys(dto["entityAttribute"]),
        timestamps=_snake_keys(dto["timestamps"]),
    )


def table_of(dto: Mapping[str, Any]) -> Table:
    """Make the table of a case."""
    return Table(
        name=dto.get("tableName"),
        partition_key=dto["partitionKey"],
        sort_key=dto.get("sortKey"),
        indexes=_snake_keys_below(dto.get("indexes", {})),
        entity_attribute_saved_as=dto["entityAttributeSavedAs"],
    )


def _snake_keys(setting: Any) -> Any:
    if not isinstance(setting, Mapping):
        return setting
    return {snake(name): _snake_keys(value) for name, value in setting.items()}


def _snake_keys_below(indexes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {snake(key): value for key, value in index.items()} for name, index in indexes.items()}


def condition_of(recorded: Any) -> Any:
    """Give a condition with our operator names; what it compares with is left as it is."""
    if not isinstance(recorded, Mapping):
        return recorded
    condition: dict[str, Any] = {}
    for name, value in recorded.items():
        if name in {"and", "or"} and isinstance(value, list):
            condition[name] = [condition_of(child) for child in value]
        else:
            condition[snake(name)] = condition_of(value) if name == "not" else value
    return condition


def options_of(recorded: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give options with our names."""
    options = {snake(name): value for name, value in (recorded or {}).items()}
    for name in ("condition", "filter"):
        if name in options:
            options[name] = condition_of(options[name])
    if "filters" in options:
        options["filters"] = {name: condition_of(value) for name, value in options["filters"].items()}
    return options


def _write(command: Any) -> Callable[..., dict[str, Any]]:
    def ask(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
        built = command(entity, given, options)
        answer = {"expect": built.params()}
        puts = command in {PutItemCommand, PutTransaction}
        return answer | ({"toolboxItem": built.toolbox_item} if puts else {})

    return ask


def _check(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in options.items() if name != "condition"}
    return {"expect": ConditionCheck(entity, given, options.get("condition"), rest).params()}


def _batch_get(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    requests = [BatchGetRequest(entity, key) for key in given]
    return {"expect": BatchGetCommand(entity.table, requests, options).params()}


def _batch_write(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    put, delete = BatchPutRequest(entity, given["put"]), BatchDeleteRequest(entity, given["delete"])
    requests: list[BatchWriteRequest] = [put, delete]
    return {"expect": BatchWriteCommand(entity.table, requests, options).params()}


def _query(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    query: Any = {**given, "range": _range(given["range"])} if given and "range" in given else given
    return {"expect": QueryCommand(entity.table, [entity], query, options).params()}


def _scan(entity: AnyEntity, _given: Any, options: dict[str, Any]) -> dict[str, Any]:
    return {"expect": ScanCommand(entity.table, [entity], options).params()}


def _range(recorded: Any) -> Any:
    if isinstance(recorded, list):
        return [_range(part) for part in recorded]
    return {snake(n): v for n, v in recorded.items()} if isinstance(recorded, Mapping) else recorded


def _parse(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    parsed = EntityParser(entity).parse(given, mode=options.get("mode", "put"))
    return {"expect": {"parsedItem": parsed.parsed_item, "item": parsed.item, "key": parsed.key}}


def _format(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    return {"expect": EntityFormatter(entity).format(given, **options)}


def _condition(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    printed = print_condition(ConditionParser(entity.schema).parse(condition_of(given)))
    return {
        "expect": {
            "ConditionExpression": printed.text,
            "ExpressionAttributeNames": printed.names,
            "ExpressionAttributeValues": printed.values,
        }
    }


def _paths(entity: AnyEntity, given: Any, options: dict[str, Any]) -> dict[str, Any]:
    printed = print_projection(PathParser(entity.schema).transform(given))
    return {"expect": {"ProjectionExpression": printed.text, "ExpressionAttributeNames": printed.names}}


ASK: dict[str, Callable[[AnyEntity, Any, dict[str, Any]], dict[str, Any]]] = {
    "put": _write(PutItemCommand),
    "get": _write(GetItemCommand),
    "delete": _write(DeleteItemCommand),
    "update": _write(UpdateItemCommand),
    "updateAttributes": _write(UpdateAttributesCommand),
    "transactPut": _write(PutTransaction),
    "transactGet": _write(GetTransaction),
    "transactDelete": _write(DeleteTransaction),
    "transactUpdate": _write(UpdateTransaction),
    "transactCheck": _check,
    "batchGet": _batch_get,
    "batchWrite": _batch_write,
    "query": _query,
    "scan": _scan,
    "parse": _parse,
    "format": _format,
    "condition": _condition,
    "paths": _paths,
}
