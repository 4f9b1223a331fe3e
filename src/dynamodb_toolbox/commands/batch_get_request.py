"""`BatchGetRequest`: one item to read in a batch (spec/actions.md §4.5)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands.inputs import KeyInput

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class BatchGetRequest(KeyInput[I, K]):
    """One item to read in a batch: `entity.build(BatchGetRequest).key({…})`."""

    action_name: ClassVar[str] = "batchGet"

    def params(self) -> dict[str, Any]:
        """Give the key.

        Raises:
            DynamoDBToolboxError: Where it is wrong.
        """
        return self._parsed_key()
