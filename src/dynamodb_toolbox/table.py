"""`Table`: what is deployed — names, keys and indexes (spec/actions.md §1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias, TypedDict, TypeVar

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Sender

A = TypeVar("A")

KeyType: TypeAlias = Literal["string", "number", "binary"]


class KeyAttribute(TypedDict):
    """One attribute of a primary key: `{"name": "id", "type": "string"}`."""

    name: str
    type: KeyType


Index: TypeAlias = Mapping[str, Any]
"""A secondary index: `{"type": "local", "sort_key": …}` or `{"type": "global", "partition_key": …}`."""

Interceptor: TypeAlias = Callable[[Any], Any]
"""Is given an action about to be sent; gives its response, or `MISSING` to let it through."""

_KEY_TYPES: Final = ("binary", "number", "string")


class Table:
    """A DynamoDB table: its name, its primary key, its indexes, and the client that reaches it.

    Attributes:
        name: The deployed name, or a function that gives it each time it is needed; `None` where each
            command names it (`table_name` option).
        partition_key: `{"name": …, "type": "string" | "number" | "binary"}`.
        sort_key: The same, or `None`.
        indexes: Secondary indexes by name.
        entity_attribute_saved_as: The stored name of the attribute that tells an item's entity.
        client: What sends commands, such as `connect("sqlite:///app.db")`; may be set later.
        meta: Free notes, such as `title` and `description`.
        interceptor: Sees the actions on the table before they are sent, and may answer them.
    """

    def __init__(
        self,
        *,
        name: str | Callable[[], str] | None = None,
        partition_key: KeyAttribute,
        sort_key: KeyAttribute | None = None,
        indexes: Mapping[str, Index] | None = None,
        entity_attribute_saved_as: str = "_et",
        client: Sender | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> None:
        _check_key("partition_key", partition_key)
        if sort_key is not None:
            _check_key("sort_key", sort_key)
            if sort_key["name"] == partition_key["name"]:
                raise _invalid("sort_key", "a name other than the partition key's", sort_key)
        self.name = name
        self.partition_key = partition_key
        self.sort_key = sort_key
        self.indexes: dict[str, Index] = dict(indexes or {})
        self.entity_attribute_saved_as = entity_attribute_saved_as
        self.client = client
        self.meta: dict[str, Any] = dict(meta or {})
        self.interceptor: Interceptor | None = None

    def key_attributes(self) -> tuple[KeyAttribute, ...]:
        """Give the partition key and, where there is one, the sort key."""
        return (self.partition_key,) if self.sort_key is None else (self.partition_key, self.sort_key)

    def index_keys(self, index: Index) -> tuple[list[KeyAttribute], list[KeyAttribute]]:
        """Give the partition keys and the sort keys of an index; each part may be of several attributes."""
        if index["type"] == "local":
            return [self.partition_key], [index["sort_key"]]
        return _part(index, "partition_key"), _part(index, "sort_key")

    def get_name(self) -> str:
        """Give the deployed name.

        Raises:
            DynamoDBToolboxError: `table.missingTableName` where the table has none.
        """
        if self.name is None:
            raise DynamoDBToolboxError(
                "table.missingTableName",
                "The table has no name: give it one (`Table(name=…)`), or the command (`table_name` option).",
            )
        return self.name() if callable(self.name) else self.name

    def get_client(self) -> Sender:
        """Give the client.

        Raises:
            DynamoDBToolboxError: `actions.missingDocumentClient` where the table has none.
        """
        if self.client is None:
            raise DynamoDBToolboxError(
                "actions.missingDocumentClient",
                'The table has no client to send with: give it one, as in `Table(client=connect("sqlite://"))`.',
            )
        return self.client

    def build(self, action: Callable[[Table], A]) -> A:
        """Give `action` this table: `table.build(EnsureTableCommand)`."""
        return action(self)


def _part(index: Index, name: str) -> list[KeyAttribute]:
    """Give one part of an index's key, which is said in the singular (one) or the plural (several)."""
    if f"{name}s" in index:
        return list(index[f"{name}s"])
    return [index[name]] if name in index else []


def _check_key(which: str, key: Any) -> None:
    if not isinstance(key, Mapping) or not isinstance(key.get("name"), str) or not key["name"]:
        raise _invalid(which, '{"name": a string, "type": …}', key)
    if key.get("type") not in _KEY_TYPES:
        raise _invalid(which, f"a type of {', '.join(_KEY_TYPES)}", key)


def _invalid(which: str, expected: str, received: Any) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "table.invalidKey",
        f"Invalid '{which}' of a table: expected {expected}; got {received!r}.",
        path=which,
        payload={"received": received, "expected": expected},
    )
