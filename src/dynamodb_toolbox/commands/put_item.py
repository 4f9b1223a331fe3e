"""`PutItemCommand`: writes a whole item (spec/actions.md §4.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.conditional import conditional
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.inputs import ItemInput
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.commands.wire import to_wire, values_to_wire
from dynamodb_toolbox.commands.written import Written
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.values import copied

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.item_options import WriteOptions

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class PutItemCommand(ItemInput[I, K], Sendable[WriteResponse[I]]):
    """Writes a whole item: `entity.build(PutItemCommand).item({…}).send()`."""

    action_name: ClassVar[str] = "put"

    def options(
        self,
        options: WriteOptions[I] | Callable[[WriteOptions[I]], WriteOptions[I]] | None = None,
        /,
        **more: Unpack[WriteOptions[I]],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._item, o.chosen(self._options, options, more))

    def params(self) -> dict[str, Any]:
        """Give the PutItem request.

        Raises:
            DynamoDBToolboxError: Where the item, an option or the condition is wrong.
        """
        item = copied(self._parsed.item)
        return {
            "TableName": o.table_name(self.table, self._options),
            "Item": item,
            **o.write_fields(self.entity.schema, self._options, o.RETURN_OLD),
        }

    def steps(self) -> Steps[WriteResponse[I]]:
        """Make the call."""
        reply = yield from conditional(self.entity, self._call())
        return WriteResponse(self.entity, reply, toolbox_item=self.toolbox_item)

    def _call(self) -> Call:
        written = self._written()
        if not isinstance(written, Written):
            return Call("PutItem", to_wire(self.table, self.params()), raw=True)
        head = {"TableName": o.table_name(self.table, self._options)}
        fields = o.write_fields(self.entity.schema, self._options, o.RETURN_OLD)
        return Call("PutItem", head | values_to_wire(fields), raw=True, item=written.json)

    def _parse(self, item: Any) -> Parsed:
        return EntityParser(self.entity).parse(item, filled=self._filled)
