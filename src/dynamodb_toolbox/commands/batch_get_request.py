"""`BatchGetRequest`: one item to read in a batch (spec/actions.md §4.5)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands.inputs import KeyInput
from dynamodb_toolbox.commands.views import seen_as
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.values import WireItem

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")
V = TypeVar("V")


class BatchGetRequest(KeyInput[I, K]):
    """One item to read in a batch: `entity.build(BatchGetRequest).key({…})`."""

    action_name: ClassVar[str] = "batchGet"

    def as_(self, kind: type[V]) -> BatchGetRequest[V, K]:
        """Give the item as an instance of `kind`; what is read, the batch says (`BatchGetCommand.as_`).

        Raises:
            DynamoDBToolboxError: `entity.invalidView` where the entity's items cannot be shown as that.
        """
        return BatchGetRequest(seen_as(self.entity, kind), self._key, self._options)

    def params(self) -> dict[str, Any]:
        """Give the key.

        Raises:
            DynamoDBToolboxError: Where it is wrong.
        """
        return self._parsed_key()

    def wire(self) -> WireItem:
        """Give the key in wire form.

        Raises:
            DynamoDBToolboxError: Where it is wrong; `encoding.…` for what DynamoDB cannot hold.
        """
        key = self._written_key()
        if key is not None:
            return key
        encoded: WireItem = to_wire(self.table, {"Key": self.params()})["Key"]
        return encoded
