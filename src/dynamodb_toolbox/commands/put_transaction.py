"""`PutTransaction`: writes a whole item within a transaction (spec/actions.md §4.6)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.raw_items import decoded
from dynamodb_toolbox.commands.transaction import ItemTransaction
from dynamodb_toolbox.commands.wire import values_to_wire
from dynamodb_toolbox.commands.written import Written
from dynamodb_toolbox.values import copied

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class PutTransaction(ItemTransaction[I, K]):
    """Writes a whole item within a transaction: `entity.build(PutTransaction).item({…})`."""

    action_name: ClassVar[str] = "transactPut"

    def params(self) -> dict[str, Any]:
        """Give the entry of `TransactItems`.

        Raises:
            DynamoDBToolboxError: Where the item, an option or the condition is wrong.
        """
        item = copied(self._parsed.item)
        fields = o.transaction_fields(self.entity.schema, self._options)
        return {"Put": {"TableName": o.table_name(self.table, self._options), "Item": item, **fields}}

    def wire(self) -> dict[str, Any]:
        """Give the entry with its values in wire form.

        Raises:
            DynamoDBToolboxError: As `params`; `encoding.…` for what DynamoDB cannot hold.
        """
        written = self._written()
        if not isinstance(written, Written):
            return super().wire()
        head = {"TableName": o.table_name(self.table, self._options), "Item": decoded(written.json)}
        return {"Put": head | values_to_wire(o.transaction_fields(self.entity.schema, self._options))}

    def _parse(self, item: Any) -> Parsed:
        return EntityParser(self.entity).parse(item, filled=self._filled)
