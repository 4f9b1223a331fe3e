"""What updates are given: an item, or a key and assignments by typed paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, overload

from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.commands.inputs import ItemInput, one_key

if TYPE_CHECKING:
    from dynamodb_toolbox.models.paths.assignments import Assignment

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class UpdateInput(ItemInput[I, K]):
    """An action that changes an item: given what to change as an item, or a key and assignments."""

    whole: ClassVar[bool] = False
    """Whether attributes are replaced whole."""

    @overload
    def key(self, key: K, /) -> Self: ...
    @overload
    def key(self, /, **attributes: Any) -> Self: ...
    def key(self, key: Any = None, /, **attributes: Any) -> Self:
        """Say which item, by its key attributes under the schema's names; `set` says what to change.

        Args:
            key: A dict, or an instance of the entity's key class, which type checkers check.
            attributes: The same as keywords, whose names are checked at once.

        Raises:
            DynamoDBToolboxError: `parsing.unknownAttribute` for a keyword that is no attribute.
        """
        given = EntityParser(self.entity).input_of(one_key(self.entity, key, attributes), "key")
        names = self.entity.schema.key_attributes
        only = {name: value for name, value in given.items() if name in names}
        return type(self)(self.entity, {**self._given(), **only}, self._options)

    def set(self, *assignments: Assignment[I]) -> Self:
        """Say what to change, by the paths of the entity's class: `.set(Pokemon.level.add(1))`.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath` for a path of another class;
                `actions.overlappingPaths` for two assignments at one path, or within it.
        """
        from dynamodb_toolbox.models.paths.assignments import update_input  # noqa: PLC0415  # only here

        item = update_input(self._given(), assignments, self.entity.schema, whole=self.whole)
        return type(self)(self.entity, item, self._options)

    def _given(self) -> Mapping[str, Any]:
        if self._item is None:
            return {}
        given: Mapping[str, Any] = EntityParser(self.entity).input_of(self._item, "update")
        return given
