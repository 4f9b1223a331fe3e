"""What updates are given: an item, or a key and assignments by typed paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.commands.inputs import ItemInput, Keyed

if TYPE_CHECKING:
    from dynamodb_toolbox.models.paths.assignments import Assignment

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class UpdateInput(ItemInput[I, K], Keyed[I, K]):
    """An action that changes an item: given what to change as an item, or a key and assignments (`set`)."""

    whole: ClassVar[bool] = False
    """Whether attributes are replaced whole."""

    def set(self, *assignments: Assignment[I]) -> Self:
        """Say what to change, by the paths of the entity's class: `.set(Pokemon.level.add(1))`.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath` for a path of another class;
                `actions.overlappingPaths` for two assignments at one path, or within it.
        """
        from dynamodb_toolbox.models.paths.assignments import update_input  # noqa: PLC0415  # only here

        item = update_input(self._given(), assignments, self.entity.schema, whole=self.whole)
        return type(self)(self.entity, item, self._options)

    def _with_key(self, key: Any) -> Self:
        given = EntityParser(self.entity).input_of(key, "key")
        names = self.entity.schema.key_attributes
        only = {name: value for name, value in given.items() if name in names}
        return type(self)(self.entity, {**self._given(), **only}, self._options)

    def _given(self) -> Mapping[str, Any]:
        if self._item is None:
            return {}
        given: Mapping[str, Any] = EntityParser(self.entity).input_of(self._item, "update")
        return given
