"""`GetItemCommand`: entity and key → call; reply → item (spec/actions.md §4.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.commands.inputs import KeyInput
from dynamodb_toolbox.commands.responses import GetItemResponse
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.protocol.calls import Call, Reply, Steps, Wire

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.item_options import GetItemOptions

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")
V = TypeVar("V")


class GetItemCommand(KeyInput[I, K], Sendable[GetItemResponse[I]]):
    """Reads one item by its key: `entity.build(GetItemCommand).key({…}).send().item`."""

    action_name: ClassVar[str] = "get"

    def options(
        self,
        options: GetItemOptions[I] | Callable[[GetItemOptions[I]], GetItemOptions[I]] | None = None,
        /,
        **more: Unpack[GetItemOptions[I]],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._key, o.chosen(self._options, options, more))

    def as_(self, kind: type[V]) -> GetItemCommand[V, K]:
        """Give the item as an instance of `kind`, a class with some of the attributes, and read only these.

        Raises:
            DynamoDBToolboxError: `entity.invalidView` where the entity's items cannot be shown as that.
        """
        from dynamodb_toolbox.commands.views import (  # noqa: PLC0415  # few ask
            projection_of_view,
            seen_as,
        )

        options = {**self._options, "attributes": projection_of_view(kind)}
        return GetItemCommand(seen_as(self.entity, kind), self._key, options)

    def params(self) -> dict[str, Any]:
        """Give the GetItem request.

        Raises:
            DynamoDBToolboxError: Where the key, an option or a projected path is wrong.
        """
        key = self._parsed_key()
        fields = self._fields()
        return {"TableName": o.table_name(self.table, self._options), "Key": key, **fields}

    def _fields(self) -> dict[str, Any]:
        fields = o.option_fields(self._options, o.CAPACITY, o.CONSISTENT, o.ATTRIBUTES, o.TABLE_NAME)
        projection = o.projection_of(self.entity.schema, self._options)
        return fields | o.expressions(ProjectionExpression=projection)

    def steps(self) -> Steps[GetItemResponse[I]]:
        """Make the call and format the item."""
        key = self._written_key()
        if key is None:
            request = to_wire(self.table, self.params())
        else:
            fields = self._fields()
            request = {"TableName": o.table_name(self.table, self._options), "Key": key, **fields}
        return self.response((yield Call("GetItem", request, raw=True)))

    def response(self, reply: Reply) -> GetItemResponse[I]:
        """Format the item of a reply.

        Raises:
            DynamoDBToolboxError: `formatter.…` where what is stored is not as the schema has it.
        """
        stored = reply.get("Item")
        item = None if stored is None else self._read(stored)
        return GetItemResponse(item, reply.get("ConsumedCapacity"))

    def _read(self, wire: Wire) -> I:
        return codec_of(self.entity).read(wire, attributes=self._options.get("attributes") or None)
