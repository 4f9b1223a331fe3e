"""`UpdateItemCommand`: changes parts of an item (spec/actions.md §4.4, §5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.conditional import conditional
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.item_write import ItemWrite
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.expressions.printer import Printed, print_update
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.schema.paths import Finder
from dynamodb_toolbox.schema.update.expression import build_update
from dynamodb_toolbox.schema.update.extend import extend_update

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


def update_of(entity: Entity[Any, Any], parsed: Parsed) -> Printed:
    """Print the update that a parsed input asks for; its key is not part of it."""
    changes = {name: value for name, value in parsed.item.items() if name not in parsed.key}
    return print_update(build_update(changes, Finder(entity.schema)))


class UpdateItemCommand(ItemWrite[I, K]):
    """Changes parts of an item, or makes it: `entity.build(UpdateItemCommand).item({…}).send()`.

    Plain dicts and lists update what they name and leave the rest; `set_(…)` replaces.
    """

    action_name: ClassVar[str] = "updateItem"

    def params(self) -> dict[str, Any]:
        """Give the UpdateItem request; with nothing to change, it has no `UpdateExpression`.

        Raises:
            DynamoDBToolboxError: Where the input, an option or the condition is wrong.
        """
        parsed = self._parsed
        update = update_of(self.entity, parsed)
        return {
            "TableName": o.table_name(self.table, self._options),
            "Key": parsed.key,
            **o.write_fields(self.entity.schema, self._options, o.RETURN_ANY, update),
        }

    def steps(self) -> Steps[WriteResponse[I]]:
        """Make the call."""
        reply = yield from conditional(self.entity, Call("UpdateItem", to_wire(self.table, self.params())))
        partial = self._options.get("return_values") in {"UPDATED_OLD", "UPDATED_NEW"}
        return WriteResponse(self.entity, reply, toolbox_item=self.toolbox_item, partial=partial)

    def _parse(self, item: Mapping[str, Any]) -> Parsed:
        return EntityParser(self.entity).parse(item, mode="update", extension=extend_update)
