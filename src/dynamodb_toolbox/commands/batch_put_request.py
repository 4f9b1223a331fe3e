"""`BatchPutRequest`: one item to write in a batch (spec/actions.md §4.5)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.inputs import ItemInput
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

    def _parse(self, item: Any) -> Parsed:
        return EntityParser(self.entity).parse(item)
