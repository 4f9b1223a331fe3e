"""`DeleteItemCommand`: deletes one item by its key (spec/actions.md §4.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.conditional import conditional
from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.sendable import Sendable, incomplete
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.protocol.calls import Call, Steps

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class DeleteItemCommand(Sendable[WriteResponse[I]], Generic[I, K]):
    """Deletes one item, or nothing where there is none: `entity.build(DeleteItemCommand).key({…}).send()`."""

    action_name: ClassVar[str] = "delete"

    def __init__(
        self, entity: Entity[I, K], key: K | None = None, options: o.WriteOptions | None = None
    ) -> None:
        self.entity = entity
        self._table = entity.table
        self._key = key
        self._options: o.WriteOptions = options or {}

    def key(self, key: K) -> DeleteItemCommand[I, K]:
        """Say which item."""
        return DeleteItemCommand(self.entity, key, self._options)

    def options(
        self,
        options: o.WriteOptions | Callable[[o.WriteOptions], o.WriteOptions] | None = None,
        /,
        **more: Unpack[o.WriteOptions],
    ) -> DeleteItemCommand[I, K]:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return DeleteItemCommand(self.entity, self._key, o.chosen(self._options, options, more))

    def params(self) -> dict[str, Any]:
        """Give the DeleteItem request.

        Raises:
            DynamoDBToolboxError: Where the key, an option or the condition is wrong.
        """
        if self._key is None:
            raise incomplete(self, "key")
        key = EntityParser(self.entity).parse(self._key, mode="key").key
        return {
            "TableName": o.table_name(self._table, self._options),
            "Key": key,
            **o.write_fields(self.entity.schema, self._options, o.RETURN_OLD),
        }

    def steps(self) -> Steps[WriteResponse[I]]:
        """Make the call."""
        reply = yield from conditional(self.entity, Call("DeleteItem", to_wire(self._table, self.params())))
        return WriteResponse(self.entity, reply)
