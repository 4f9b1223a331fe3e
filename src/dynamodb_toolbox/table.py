"""`Table`: what is deployed — names, keys, indexes and settings (spec/actions.md §1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, overload

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Sender
from dynamodb_toolbox.protocol.foreign import AnyClient, sender_of
from dynamodb_toolbox.table_keys import Index, KeyAttribute, KeyType, check_keys, index_parts
from dynamodb_toolbox.table_names import check_name

if TYPE_CHECKING:
    from dynamodb_toolbox.table_settings import TableSettings

__all__ = ["Index", "Interceptor", "KeyAttribute", "KeyType", "Table"]

A = TypeVar("A")
TA = TypeVar("TA", bound="TableAction")

Interceptor: TypeAlias = Callable[[Any], Any]
"""Is given an action about to be sent; gives its response, or `MISSING` to let it through."""


class TableAction:
    """A class whose instances are made of a table, and whose items are said afterwards.

    For type checkers alone: of a class with parameters of types, some do not see that it is such a function.
    """

    __slots__ = ()


class Table:
    """A DynamoDB table: its name, its primary key, its indexes, and the client that reaches it.

    Attributes:
        name: The deployed name, or a function that gives it each time it is needed; `None` where each
            command names it (`table_name` option).
        partition_key: `{"name": …, "type": "string" | "number" | "binary"}`.
        sort_key: The same, or `None`.
        indexes: Secondary indexes by name; see `Index`.
        entity_attribute_saved_as: The stored name of the attribute that tells an item's entity.
        key_types: The types of all key attributes, of the table and its indexes, by name.
        client: What sends commands, such as `connect("sqlite:///app.db")`; may be set later. A boto3 client,
            resource or table, or an aiobotocore client, becomes one of ours around it.
        meta: Free notes, such as `title` and `description`.
        settings: What is deployed besides keys and indexes: billing, streams, time to live, …; see
            `TableSettings`. Commands on items do not need them.
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
        client: AnyClient | None = None,
        meta: Mapping[str, Any] | None = None,
        settings: TableSettings | None = None,
    ) -> None:
        indexes = {} if indexes is None else indexes
        self.key_types = check_keys(partition_key, sort_key, indexes)
        _check_properties(name, entity_attribute_saved_as, meta)
        self.name = name
        self.partition_key = partition_key
        self.sort_key = sort_key
        self.indexes: dict[str, Index] = dict(indexes)
        self.entity_attribute_saved_as = entity_attribute_saved_as
        self.client = client
        self.meta: dict[str, Any] = dict(meta or {})
        self.settings = _settings(settings, self.key_types, self.indexes)
        self.interceptor: Interceptor | None = None

    @property
    def client(self) -> Sender | None:
        """What sends commands; `None` where there is nothing yet."""
        return self._client

    @client.setter
    def client(self, client: AnyClient | None) -> None:
        self._client = sender_of(client)

    def key_attributes(self) -> tuple[KeyAttribute, ...]:
        """Give the partition key and, where there is one, the sort key."""
        return (self.partition_key,) if self.sort_key is None else (self.partition_key, self.sort_key)

    def index_keys(self, index: Index) -> tuple[list[KeyAttribute], list[KeyAttribute]]:
        """Give the partition keys and the sort keys of an index; each part may be of several attributes."""
        return index_parts(self.partition_key, index)

    def get_name(self) -> str:
        """Give the deployed name.

        Raises:
            DynamoDBToolboxError: `table.missingTableName` where the table has none, `table.invalidName` where
                the function gives none.
        """
        if self.name is None:
            raise DynamoDBToolboxError(
                "table.missingTableName",
                "The table has no name: give it one (`Table(name=…)`), or the command (`table_name` option).",
            )
        if not callable(self.name):
            return self.name
        name: Any = self.name()
        check_name("table.invalidName", "name", name, "table")
        return str(name)

    def get_client(self) -> Sender:
        """Give the client.

        Raises:
            DynamoDBToolboxError: `actions.missingDocumentClient` where the table has none.
        """
        if self._client is None:
            raise DynamoDBToolboxError(
                "actions.missingDocumentClient",
                'The table has no client to send with: give it one, as in `Table(client=connect("sqlite://"))`.',
            )
        return self._client

    @overload
    def build(self, action: type[TA]) -> TA: ...
    @overload
    def build(self, action: Callable[[Table], A]) -> A: ...
    def build(self, action: Callable[[Table], Any]) -> Any:
        """Give `action` this table: `table.build(EnsureTableCommand)`."""
        return action(self)


def _check_properties(name: Any, entity_attribute_saved_as: Any, meta: Any) -> None:
    if isinstance(name, str):
        check_name("table.invalidName", "name", name, "table")
    elif name is not None and not callable(name):
        raise _invalid("name", "a string or a function", name)
    if not isinstance(entity_attribute_saved_as, str) or not entity_attribute_saved_as:
        raise _invalid("entity_attribute_saved_as", "a string", entity_attribute_saved_as)
    if meta is not None and not isinstance(meta, Mapping):
        raise _invalid("meta", "a dict", meta)


def _invalid(path: str, expected: str, received: Any) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "table.invalidProperty",
        f"Invalid '{path}' of a table: expected {expected}; got {received!r}.",
        path=path,
        payload={"received": received, "expected": expected},
    )


def _settings(
    settings: TableSettings | None, key_types: Mapping[str, KeyType], indexes: Mapping[str, Index]
) -> TableSettings:
    if not indexes and (settings is None or settings == {}):
        return {}
    # Only where there is something to check: an index may say its throughput, too.
    from dynamodb_toolbox.table_settings import check_settings  # noqa: PLC0415

    return check_settings({} if settings is None else settings, key_types, indexes)
