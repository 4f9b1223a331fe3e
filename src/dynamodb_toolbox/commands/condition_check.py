"""`ConditionCheck`: a condition on an item that a transaction does not write (spec/actions.md §4.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self, TypedDict, TypeVar, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.inputs import KeyInput
from dynamodb_toolbox.commands.sendable import incomplete
from dynamodb_toolbox.commands.transaction import WriteTransaction
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.expressions.printer import print_condition
from dynamodb_toolbox.models.paths.conditions import PathCondition
from dynamodb_toolbox.schema.conditions import Condition, ConditionParser

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class ConditionCheckOptions(TypedDict, total=False):
    """The options of a check: what to tell of the item that failed it, and another table's name."""

    return_values_on_condition_false: str
    table_name: str


class ConditionCheck(KeyInput[I, K], WriteTransaction[I, K]):
    """Lets a transaction through only if an item is as it should be.

    `entity.build(ConditionCheck).key({…}).condition({"attr": "level", "gte": 3})`
    """

    action_name: ClassVar[str] = "conditionCheck"

    def __init__(
        self,
        entity: Entity[I, K],
        key: K | None = None,
        condition: Condition | PathCondition[I] | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(entity, key, options)
        self._condition = condition

    def _with_key(self, key: K) -> Self:
        return type(self)(self.entity, key, self._condition, self._options)

    def condition(self, condition: Condition | PathCondition[I]) -> Self:
        """Say what must hold."""
        return type(self)(self.entity, self._key, condition, self._options)

    def options(
        self,
        options: ConditionCheckOptions
        | Callable[[ConditionCheckOptions], ConditionCheckOptions]
        | None = None,
        /,
        **more: Unpack[ConditionCheckOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        chosen = o.chosen(self._options, options, more)
        return type(self)(self.entity, self._key, self._condition, chosen)

    def sent_args(self) -> list[Any]:
        """Give what the action was made with: `[key, condition, options]`.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where there is no key or condition.
        """
        key, options = super().sent_args()
        if self._condition is None:
            raise incomplete(self, "condition")
        return [key, self._condition, options]

    def params(self) -> dict[str, Any]:
        """Give the entry of `TransactItems`.

        Raises:
            DynamoDBToolboxError: Where the key, an option or the condition is wrong.
        """
        _, condition, options = self.sent_args()
        key = self._parsed_key()
        printed = print_condition(ConditionParser(self.entity.schema).parse(condition))
        fields = o.option_fields(options, o.RETURN_ON_FALSE, o.TABLE_NAME)
        expression = o.expressions(ConditionExpression=printed)
        return {
            "ConditionCheck": {
                "TableName": o.table_name(self.table, options),
                "Key": key,
                **expression,
                **fields,
            }
        }
