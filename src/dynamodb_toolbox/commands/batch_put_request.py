"""`BatchPutRequest`: one item to write in a batch (spec/actions.md §4.5)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.inputs import ItemInput
from dynamodb_toolbox.commands.raw_items import decoded
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.commands.written import Written
from dynamodb_toolbox.values import copied

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class BatchPutRequest(ItemInput[I, K]):
    """One item to write in a batch: `entity.build(BatchPutRequest).item({…})`."""

    action_name: ClassVar[str] = "batchPut"

    def params(self) -> dict[str, Any]:
        """Give the request: `{"PutRequest": {"Item": {…}}}`.

        Raises:
            DynamoDBToolboxError: Where the item is wrong.
        """
        return {"PutRequest": {"Item": copied(self._parsed.item)}}

    def wire(self) -> dict[str, Any]:
        """Give the request with its values in wire form.

        Raises:
            DynamoDBToolboxError: Where the item is wrong; `encoding.…` for what DynamoDB cannot hold.
        """
        written = self._written()
        if isinstance(written, Written):
            return {"PutRequest": {"Item": decoded(written.json)}}
        return {"PutRequest": to_wire(self.table, self.params()["PutRequest"])}

    def _parse(self, item: Any) -> Parsed:
        return EntityParser(self.entity).parse(item, filled=self._filled)
