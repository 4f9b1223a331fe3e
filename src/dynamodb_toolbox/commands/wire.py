"""`params()` → the wire: values encoded, and refused here where DynamoDB would refuse them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.limits import MAX_ITEM_BYTES
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import WireItem, encode_item

_VALUE_FIELDS: Final = ("Item", "Key", "ExclusiveStartKey", "ExpressionAttributeValues")
# In an expression of ours: what is set, added to or compared; not what `if_not_exists` looks at.
# `re` compiles it for the first error, and keeps it.
_SUBJECT: Final = r"(?<!if_not_exists\()(#\w+(?:\.#\w+|\[\d+\])*)(?=\)? (?:=|<|>|BETWEEN|IN|:)|, :)"
EMPTY: Final = ({"S": ""}, {"B": ""})


def to_wire(table: Table, params: Mapping[str, Any]) -> dict[str, Any]:
    """Give a request with its values in wire form.

    Raises:
        DynamoDBToolboxError: `encoding.…`, with the path by stored names, for what DynamoDB cannot hold.
    """
    encoded = {field: _encoded(field, params) for field in _VALUE_FIELDS if field in params}
    for field in ("Item", "Key"):
        if field in encoded:
            _check_keys(table, encoded[field])
    if "Item" in encoded:
        _check_size(encoded["Item"])
    return {**params, **encoded}


def values_to_wire(fields: dict[str, Any]) -> dict[str, Any]:
    """Give fields of a request, no item or key among them, the values of expressions in wire form."""
    if "ExpressionAttributeValues" not in fields:
        return fields
    return {**fields, "ExpressionAttributeValues": _encoded("ExpressionAttributeValues", fields)}


def _encoded(field: str, params: Mapping[str, Any]) -> WireItem:
    try:
        return encode_item(params[field])
    except DynamoDBToolboxError as error:
        raise error if field != "ExpressionAttributeValues" else _located(error, params) from None


def _located(error: DynamoDBToolboxError, params: Mapping[str, Any]) -> DynamoDBToolboxError:
    """Say which attribute an expression's value is for: a placeholder says nothing to a user."""
    path = error.path or ""
    names = params.get("ExpressionAttributeNames", {})
    placeholder = re.split(r"[.\[]", path)[0]
    for field, text in params.items():
        found = re.search(rf"{placeholder}\b", text) if field.endswith("Expression") else None
        subjects = [] if found is None else re.findall(_SUBJECT, text[: found.start() + 1])
        if subjects:
            subject = re.sub(r"#\w+", lambda token: str(names[token[0]]), subjects[-1])
            where = subject + path.removeprefix(placeholder)
            message = error.message.replace(f"'{path}'", f"'{where}'")
            return DynamoDBToolboxError(error.code, message, path=where, payload=error.payload)
    return error


def _check_keys(table: Table, item: WireItem) -> None:
    """A string or binary key of the table, or of one of its indexes, cannot be empty."""
    for name in key_names(table):
        if item.get(name) in EMPTY:
            raise DynamoDBToolboxError(
                "encoding.emptyKey",
                f"The key attribute '{name}' is empty; DynamoDB takes no empty keys. Give it a value, or, "
                "where it is the key of an index only, leave it out.",
                path=name,
            )


def key_names(table: Table) -> Iterator[str]:
    """Give the names of the attributes of the table's key and of its indexes' keys."""
    yield from (key["name"] for key in table.key_attributes())
    for index in table.indexes.values():
        yield from (key["name"] for part in table.index_keys(index) for key in part)


def _check_size(item: WireItem) -> None:
    from dynamodb_toolbox.sizes import attribute_size, item_size  # noqa: PLC0415  # items alone are weighed

    size = item_size(item)
    if size <= MAX_ITEM_BYTES:
        return
    largest = max(item, key=lambda name: attribute_size(name, item[name]))
    raise DynamoDBToolboxError(
        "encoding.itemTooLarge",
        f"The item has {size} bytes, and DynamoDB holds at most {MAX_ITEM_BYTES}. Its largest attribute, "
        f"'{largest}', has {attribute_size(largest, item[largest])}: shorten it, or store it elsewhere.",
        path=largest,
        payload={"received": size, "expected": MAX_ITEM_BYTES},
    )
