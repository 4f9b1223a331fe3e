"""`UpdateItemCommand`: changes parts of an item (spec/actions.md §4.4, §5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.conditional import conditional
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.parents import creations, explained, is_missing_parent
from dynamodb_toolbox.commands.responses import WriteResponse
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.commands.update_input import UpdateInput
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.commands.written import Written
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.nodes import Update
from dynamodb_toolbox.expressions.printer import print_update
from dynamodb_toolbox.protocol.calls import Call, Reply, Steps
from dynamodb_toolbox.schema.paths import Finder
from dynamodb_toolbox.schema.update.expression import build_update
from dynamodb_toolbox.schema.update.extend import extend_update

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.item_options import UpdateItemOptions

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


def update_of(entity: Entity[Any, Any], parsed: Parsed | Written) -> Update:
    """Give the update that a parsed input asks for; its key is not part of it."""
    changes = {name: value for name, value in parsed.item.items() if name not in parsed.key}
    return build_update(changes, Finder(entity.schema))


class UpdateItemCommand(UpdateInput[I, K], Sendable[WriteResponse[I]]):
    """Changes parts of an item, or makes it: `entity.build(UpdateItemCommand).item({…}).send()`.

    Plain dicts and lists update what they name and leave the rest; `set_(…)` replaces. Where the entity is of
    a class, its paths say it, too: `.key(…).set(Pokemon.level.add(1), Pokemon.moves.remove())`.
    """

    action_name: ClassVar[str] = "updateItem"

    def options(
        self,
        options: UpdateItemOptions[I] | Callable[[UpdateItemOptions[I]], UpdateItemOptions[I]] | None = None,
        /,
        **more: Unpack[UpdateItemOptions[I]],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.entity, self._item, o.chosen(self._options, options, more))

    def params(self) -> dict[str, Any]:
        """Give the UpdateItem request; with nothing to change, it has no `UpdateExpression`.

        Raises:
            DynamoDBToolboxError: Where the input, an option or the condition is wrong.
        """
        update = print_update(update_of(self.entity, self._parsed))
        return {
            "TableName": o.table_name(self.table, self._options),
            "Key": dict(self._parsed.key),
            **o.write_fields(self.entity.schema, self._options, o.RETURN_ANY, update, o.CREATE_PARENTS),
        }

    def steps(self) -> Steps[WriteResponse[I]]:
        """Make the call; where a parent is missing, create it if the option says so."""
        call = Call("UpdateItem", to_wire(self.table, self.params()), raw=True)
        try:
            reply = yield from conditional(self.entity, call)
        except ValidationException as error:
            if not is_missing_parent(error):
                raise
            reply = yield from self._again(call, error)
        partial = self._options.get("return_values") in {"UPDATED_OLD", "UPDATED_NEW"}
        return WriteResponse(self.entity, reply, toolbox_item=self.toolbox_item, partial=partial)

    def _again(self, call: Call, error: ValidationException) -> Steps[Reply]:
        update = update_of(self.entity, self._parsed)
        if not self._options.get("create_parents"):
            raise explained(error, update) from error.__cause__
        head = {
            "TableName": o.table_name(self.table, self._options),
            "Key": self._parsed.key,
        }
        condition = o.condition_of(self.entity.schema, self._options)
        for creation in creations(update):
            request = head | o.expressions(ConditionExpression=condition, UpdateExpression=creation)
            yield from conditional(self.entity, Call("UpdateItem", to_wire(self.table, request)))
        try:
            return (yield from conditional(self.entity, call))
        except ValidationException as again:
            raise (explained(again, update) if is_missing_parent(again) else again) from again.__cause__

    def _parse(self, item: Any) -> Parsed:
        return EntityParser(self.entity).parse(item, mode="update", extension=extend_update)
