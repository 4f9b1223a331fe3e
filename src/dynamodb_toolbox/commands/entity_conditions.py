"""`EntityConditionParser` and `EntityPathParser`: what options are made of (spec/actions.md §4.7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.printer import print_condition, print_projection
from dynamodb_toolbox.schema.conditions import Condition, ConditionParser, TypedCondition
from dynamodb_toolbox.schema.paths import PathParser


class EntityConditionParser:
    """Turns conditions on an entity's attributes into expressions: `entity.build(EntityConditionParser)`."""

    action_name: ClassVar[str] = "parseCondition"

    def __init__(self, entity: Entity[Any, Any]) -> None:
        self.entity = entity

    def transform(self, condition: Condition | TypedCondition) -> n.Condition:
        """Give the tree of a condition: stored paths, encoded values.

        Raises:
            DynamoDBToolboxError: `actions.…` where the condition is none.
        """
        return ConditionParser(self.entity.schema).parse(condition)

    def parse(self, condition: Condition | TypedCondition, *, expression_id: str = "") -> dict[str, Any]:
        """Give the expression of a condition, and what its placeholders stand for.

        Args:
            condition: The condition.
            expression_id: Tells the placeholders of two expressions apart (`#c0_1`, `#c1_1`).

        Raises:
            DynamoDBToolboxError: `actions.…` where the condition is none.
        """
        return self.express(self.transform(condition), expression_id)

    @staticmethod
    def express(condition: n.Condition, expression_id: str = "") -> dict[str, Any]:
        """Give the expression of a tree, and what its placeholders stand for."""
        printed = print_condition(condition, expression_id)
        return {
            "ConditionExpression": printed.text,
            "ExpressionAttributeNames": printed.names,
            "ExpressionAttributeValues": printed.values,
        }


class EntityPathParser:
    """Turns paths of an entity's attributes into projections: `entity.build(EntityPathParser)`."""

    action_name: ClassVar[str] = "parsePaths"

    def __init__(self, entity: Entity[Any, Any]) -> None:
        self.entity = entity

    def transform(self, paths: Iterable[o.Wanted[Any]], *, strict: bool = True) -> n.Projection:
        """Give the stored paths; with `strict=False`, paths that lead nowhere are left out.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath`.
        """
        return PathParser(self.entity.schema).transform(map(o.text_of, paths), strict=strict)

    def parse(self, paths: Iterable[o.Wanted[Any]], *, strict: bool = True) -> dict[str, Any]:
        """Give the projection expression, and what its placeholders stand for.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath`.
        """
        return self.express(self.transform(paths, strict=strict))

    @staticmethod
    def express(projection: n.Projection) -> dict[str, Any]:
        """Give the expression of a tree, and what its placeholders stand for."""
        printed = print_projection(projection)
        return {"ProjectionExpression": printed.text, "ExpressionAttributeNames": printed.names}
