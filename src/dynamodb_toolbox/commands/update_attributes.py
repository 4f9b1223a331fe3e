"""`UpdateAttributesCommand`: gives attributes new values, whole (spec/actions.md §4.4, §5.5)."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.update_item import UpdateItemCommand
from dynamodb_toolbox.schema.update.replace import extend_replace

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class UpdateAttributesCommand(UpdateItemCommand[I, K]):
    """Gives attributes new values: `entity.build(UpdateAttributesCommand).item({…}).send()`.

    As `UpdateItemCommand`, but dicts and lists replace what is stored, and must be complete.
    """

    action_name: ClassVar[str] = "updateAttributes"
    whole: ClassVar[bool] = True

    def _parse(self, item: Any) -> Parsed:
        return EntityParser(self.entity).parse(item, mode="update", extension=extend_replace)
