"""`GetTransaction`: reads one item within a transaction (spec/actions.md §4.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, Self, TypedDict, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.commands.inputs import KeyInput
from dynamodb_toolbox.commands.views import projection_of_view, seen_as
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.values import WireItem

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")
V = TypeVar("V")


class GetTransactionOptions(TypedDict, Generic[I], total=False):
    """The options: `attributes`: only these paths; `table_name`: another table of the same shape."""

    attributes: Sequence[o.Wanted[I]]
    table_name: str


class GetTransaction(KeyInput[I, K]):
    """Reads one item within a transaction: `entity.build(GetTransaction).key({…})`."""

    action_name: ClassVar[str] = "transactGet"

    def options(
        self,
        options: GetTransactionOptions[I]
        | Callable[[GetTransactionOptions[I]], GetTransactionOptions[I]]
        | None = None,
        /,
        **more: Unpack[GetTransactionOptions[I]],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._key, o.chosen(self._options, options, more))

    def as_(self, kind: type[V]) -> GetTransaction[V, K]:
        """Give the item as an instance of `kind`, a class with some of the attributes, and read only these.

        Raises:
            DynamoDBToolboxError: `entity.invalidView` where the entity's items cannot be shown as that.
        """
        options = {**self._options, "attributes": projection_of_view(kind)}
        return GetTransaction(seen_as(self.entity, kind), self._key, options)

    def params(self) -> dict[str, Any]:
        """Give the entry of `TransactItems`.

        Raises:
            DynamoDBToolboxError: Where the key, an option or a projected path is wrong.
        """
        return self._entry(self._parsed_key())

    def _entry(self, key: dict[str, Any]) -> dict[str, Any]:
        o.option_fields(self._options, o.ATTRIBUTES, o.TABLE_NAME)
        projection = o.projection_of(self.entity.schema, self._options)
        fields = o.expressions(ProjectionExpression=projection)
        return {"Get": {"TableName": o.table_name(self.table, self._options), "Key": key, **fields}}

    def wire(self) -> dict[str, Any]:
        """Give the entry with its key in wire form.

        Raises:
            DynamoDBToolboxError: `encoding.…` for what DynamoDB cannot hold.
        """
        key = self._written_key()
        return {"Get": to_wire(self.table, self.params()["Get"])} if key is None else self._entry(key)

    def formatted(self, stored: WireItem | None) -> I | None:
        """Format what was found.

        Raises:
            DynamoDBToolboxError: `formatter.…` where what is stored is not as the schema has it.
        """
        if stored is None:
            return None
        return codec_of(self.entity).read(stored, attributes=self._options.get("attributes") or None)
