"""`PrimaryKeyParser`: the primary key of a table, taken from a dict and checked (spec/actions.md §1.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.table import KeyAttribute, Table
from dynamodb_toolbox.values import BINARY_TYPES, is_number

_IS_TYPE: Final[dict[str, Callable[[Any], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "binary": lambda value: isinstance(value, BINARY_TYPES),
}


class PrimaryKeyParser:
    """Takes the key of `table` from a dict by the stored names; `table.build(PrimaryKeyParser)`."""

    action_name: ClassVar[str] = "parsePrimaryKey"

    def __init__(self, table: Table) -> None:
        self.table = table

    def parse(self, key: Mapping[str, Any]) -> dict[str, Any]:
        """Give the key alone; other entries are left out.

        Raises:
            DynamoDBToolboxError: `actions.parsePrimaryKey.invalidKeyPart` where a part is missing or of
                another type, `parsing.invalidItem` where the whole is no dict.
        """
        _check_is_dict(key)
        parts = zip(("partitionKey", "sortKey"), self.table.key_attributes(), strict=False)
        return {attribute["name"]: _part(part, attribute, key) for part, attribute in parts}


def _check_is_dict(key: Any) -> None:
    if not isinstance(key, Mapping):
        message = f"A primary key should be a dict, by the stored names of the table's keys; got {key!r}."
        raise DynamoDBToolboxError("parsing.invalidItem", message, payload={"received": key})


def _part(part: str, attribute: KeyAttribute, key: Mapping[str, Any]) -> Any:
    name, expected = attribute["name"], attribute["type"]
    value = key.get(name)
    if _IS_TYPE[expected](value):
        return value
    raise DynamoDBToolboxError(
        "actions.parsePrimaryKey.invalidKeyPart",
        f"Invalid {'partition' if part == 'partitionKey' else 'sort'} key '{name}': expected a {expected}; "
        f"got {value!r}.",
        path=name,
        payload={"expected": expected, "received": value, "keyPart": part},
    )
