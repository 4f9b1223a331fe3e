"""`DeleteTransaction`: deletes an item within a transaction (spec/actions.md §4.6)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.transaction import KeyTransaction

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class DeleteTransaction(KeyTransaction[I, K]):
    """Deletes an item within a transaction: `entity.build(DeleteTransaction).key({…})`."""

    action_name: ClassVar[str] = "transactDelete"

    def params(self) -> dict[str, Any]:
        """Give the entry of `TransactItems`.

        Raises:
            DynamoDBToolboxError: Where the key, an option or the condition is wrong.
        """
        key = self._parsed_key()
        fields = o.transaction_fields(self.entity.schema, self._options)
        return {"Delete": {"TableName": o.table_name(self.table, self._options), "Key": key, **fields}}
