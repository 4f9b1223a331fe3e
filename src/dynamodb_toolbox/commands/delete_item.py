"""`DeleteItemCommand`: deletes one item by its key (spec/actions.md §4.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.conditional import conditional
from dynamodb_toolbox.commands.inputs import KeyInput
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.commands.wire import to_wire, values_to_wire
from dynamodb_toolbox.protocol.calls import Call, Steps

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.item_options import WriteOptions

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class DeleteItemCommand(KeyInput[I, K], Sendable[WriteResponse[I]]):
    """Deletes one item, or nothing where there is none: `entity.build(DeleteItemCommand).key({…}).send()`."""

    action_name: ClassVar[str] = "delete"

    def options(
        self,
        options: WriteOptions[I] | Callable[[WriteOptions[I]], WriteOptions[I]] | None = None,
        /,
        **more: Unpack[WriteOptions[I]],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._key, o.chosen(self._options, options, more))

    def params(self) -> dict[str, Any]:
        """Give the DeleteItem request.

        Raises:
            DynamoDBToolboxError: Where the key, an option or the condition is wrong.
        """
        key = self._parsed_key()
        return {
            "TableName": o.table_name(self.table, self._options),
            "Key": key,
            **o.write_fields(self.entity.schema, self._options, o.RETURN_OLD),
        }

    def steps(self) -> Steps[WriteResponse[I]]:
        """Make the call."""
        reply = yield from conditional(self.entity, Call("DeleteItem", self._request(), raw=True))
        return WriteResponse(self.entity, reply)

    def _request(self) -> dict[str, Any]:
        key = self._written_key()
        if key is None:
            return to_wire(self.table, self.params())
        head = {"TableName": o.table_name(self.table, self._options), "Key": key}
        return head | values_to_wire(o.write_fields(self.entity.schema, self._options, o.RETURN_OLD))
