"""`UpdateTransaction`: changes parts of an item within a transaction (spec/actions.md §4.6)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.transaction import ItemTransaction
from dynamodb_toolbox.commands.update_input import UpdateInput
from dynamodb_toolbox.commands.update_item import update_of
from dynamodb_toolbox.expressions.printer import print_update
from dynamodb_toolbox.schema.update.extend import extend_update

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class UpdateTransaction(UpdateInput[I, K], ItemTransaction[I, K]):
    """Changes parts of an item within a transaction: `entity.build(UpdateTransaction).item({…})`.

    Plain dicts and lists update what they name and leave the rest, as in `UpdateItemCommand`.
    """

    action_name: ClassVar[str] = "transactUpdate"

    def params(self) -> dict[str, Any]:
        """Give the entry of `TransactItems`.

        Raises:
            DynamoDBToolboxError: Where the input, an option or the condition is wrong.
        """
        parsed = self._parsed
        update = print_update(update_of(self.entity, parsed))
        return {
            "Update": {
                "TableName": o.table_name(self.table, self._options),
                "Key": dict(parsed.key),
                **o.transaction_fields(self.entity.schema, self._options, update),
            }
        }

    def _parse(self, item: Any) -> Parsed:
        return EntityParser(self.entity).parse(item, mode="update", extension=extend_update)
