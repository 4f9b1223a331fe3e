"""`params()` ↔ the wire: which fields of a request and of a reply hold values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dynamodb_toolbox.values import encode_item

_VALUE_FIELDS: Final = ("Item", "Key", "ExpressionAttributeValues")


def to_wire(params: Mapping[str, Any]) -> dict[str, Any]:
    """Give a request with its values in wire form.

    Raises:
        DynamoDBToolboxError: `encoding.invalidValue`, with the path, for what DynamoDB cannot hold.
    """
    encoded = {field: encode_item(params[field]) for field in _VALUE_FIELDS if field in params}
    return {**params, **encoded}
