"""`BatchDeleteRequest`: one item to delete in a batch (spec/actions.md §4.5)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands.inputs import KeyInput
from dynamodb_toolbox.commands.wire import to_wire

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class BatchDeleteRequest(KeyInput[I, K]):
    """One item to delete in a batch: `entity.build(BatchDeleteRequest).key({…})`."""

    action_name: ClassVar[str] = "batchDelete"

    def params(self) -> dict[str, Any]:
        """Give the request: `{"DeleteRequest": {"Key": {…}}}`.

        Raises:
            DynamoDBToolboxError: Where the key is wrong.
        """
        return {"DeleteRequest": {"Key": self._parsed_key()}}

    def wire(self) -> dict[str, Any]:
        """Give the request with its key in wire form.

        Raises:
            DynamoDBToolboxError: Where the key is wrong; `encoding.…` for what DynamoDB cannot hold.
        """
        key = self._written_key()
        if key is not None:
            return {"DeleteRequest": {"Key": key}}
        return {"DeleteRequest": to_wire(self.table, self.params()["DeleteRequest"])}
