"""Conditions as dicts → the expression tree, by a schema (spec/schema.md §10).

`{"attr": "level", "gte": 3}`, `{"size": "tags", "lt": 3}`, `{"value": 1, "eq": ref("level")}`, and
`{"and": […]}`, `{"or": […]}`, `{"not": …}` over them. Paths become stored paths; literals are validated
and encoded by the schema they are compared with. Where a path leads to several elements of a union, each
gives a condition: joined by OR, or by AND where the operator is negative.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.paths import invalid_path
from dynamodb_toolbox.limits import MAX_IN_OPERANDS
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.deduper import Deduper
from dynamodb_toolbox.schema.operands import base, contained, literal, prefixed, reference, referenced
from dynamodb_toolbox.schema.parse.steps import invalid_input
from dynamodb_toolbox.schema.paths import Finder
from dynamodb_toolbox.schema.primitives import stored

Condition: TypeAlias = Mapping[str, Any]
"""A condition as a dict, such as `{"attr": "level", "gte": 3}`."""


class TypedCondition(ABC):
    """A condition that knows of which schema its paths are; see `models.paths`."""

    @abstractmethod
    def on(self, schema: Schema) -> Condition:
        """Give the condition as a dict.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath` where a path is of another schema.
        """


_COMPARATORS: Final[dict[str, n.Comparator]] = {
    "eq": "=",
    "ne": "<>",
    "gte": ">=",
    "gt": ">",
    "lte": "<=",
    "lt": "<",
}
_RANGES: Final = {"gte", "gt", "lte", "lt", "between"}
_OPERATORS: Final = (*_COMPARATORS, "between", "begins_with", "in", "contains", "exists", "type")
_SUBJECTS: Final = {
    "attr": set(_OPERATORS),
    "size": {*_COMPARATORS, "between", "in"},
    "value": set(_OPERATORS) - {"exists"},
}
_TYPES: Final = ["S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"]

Operands: TypeAlias = Callable[[Any], list[n.Path] | list[n.Value]]
"""Gives what an operand may stand for: one literal, or each stored path of a reference."""


def _invalid(condition: Any, reason: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "actions.invalidCondition",
        f"Invalid condition: {reason}; got {condition!r}. Expected one of 'attr', 'size' or 'value' with one "
        f"operator of {', '.join(_OPERATORS)}; or 'and', 'or', 'not' over conditions.",
        payload={"condition": condition},
    )


class ConditionParser:
    """Turns conditions on a schema's attributes into the expression tree."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._finder = Finder(schema)

    def parse(self, condition: Condition | TypedCondition) -> n.Condition:
        """Give the tree of a condition.

        Raises:
            DynamoDBToolboxError: `actions.invalidCondition` where the dict is no condition;
                `actions.invalidExpressionAttributePath` where a path leads nowhere, or no schema found
                there takes the literal; `parsing.invalidAttributeInput` for an unknown type code.
        """
        if isinstance(condition, TypedCondition):
            return self.parse(condition.on(self._schema))
        if not isinstance(condition, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # users' input
            raise _invalid(condition, "it should be a dict")
        for word in ("or", "and"):
            if word in condition:
                return self._several(condition, word)
        if "not" in condition:
            _only(condition, {"not"})
            return n.Not(self.parse(condition["not"]))
        return self._single(condition)

    def _several(self, condition: Condition, word: str) -> n.Condition:
        _only(condition, {word})
        children = condition[word]
        if not isinstance(children, (list, tuple)) or not children:
            raise _invalid(condition, f"'{word}' should be a list of at least one condition")
        return _join([self.parse(child) for child in children], n.And if word == "and" else n.Or)

    def _single(self, condition: Condition) -> n.Condition:
        subject = next((name for name in ("value", "size", "attr") if name in condition), None)
        operators = [name for name in _OPERATORS if name in condition]
        if subject is None or len(operators) != 1:
            raise _invalid(condition, "it should have one subject and one operator")
        [operator] = operators
        _only(condition, {subject, operator, "transform"})
        if operator not in _SUBJECTS[subject]:
            raise _invalid(condition, f"'{operator}' does not go with '{subject}'")
        if subject != "value" and not isinstance(condition[subject], (str, tuple)):
            raise _invalid(condition, f"'{subject}' should be a path")
        _check_operand(operator, condition[operator])
        if subject == "value":
            return self._free(condition, operator)
        return self._on_path(condition, subject, operator)

    def _free(self, condition: Condition, operator: str) -> n.Condition:
        def operands(operand: Any) -> list[n.Path] | list[n.Value]:
            path = reference(operand, transform=condition.get("transform"))
            return [n.Value(stored(operand))] if path is None else referenced(self._finder, path)

        left = n.Value(stored(condition["value"]))
        return _join(_conditions(operator, left, condition[operator], operands), n.Or)

    def _on_path(self, condition: Condition, subject: str, operator: str) -> n.Condition:
        path = condition[subject]
        found: list[n.Condition] = []
        cause: Exception | None = None
        for sub in self._finder.search(path):
            stored_path = n.Path(sub.transformed_path)
            left = n.Size(stored_path) if subject == "size" else stored_path
            for schema in _value_schemas(sub.schema, subject, operator):
                try:
                    found += _conditions(
                        operator, left, condition[operator], self._operands(schema, condition)
                    )
                except Exception as error:  # what a validator or transformer raises: no match
                    if DynamoDBToolboxError.match(error, "actions.invalidCondition"):
                        raise
                    cause = error
        if not found:
            raise _no_match(path, cause) from cause
        negative = operator == "ne" or (operator == "exists" and not condition["exists"])
        return _join(Deduper(found).values, n.And if negative else n.Or)

    def _operands(self, schema: Schema, condition: Condition) -> Operands:
        transform = condition.get("transform")

        def operands(operand: Any) -> list[n.Path] | list[n.Value]:
            path = reference(operand, transform=transform)
            if path is None:
                return [literal(schema, operand, transform=transform)]
            return referenced(self._finder, path)

        return operands


def _check_operand(operator: str, operand: Any) -> None:
    if operator == "type" and operand not in _TYPES:
        raise invalid_input(operand, (), _TYPES)
    if operator == "between" and not (isinstance(operand, (list, tuple)) and len(operand) == 2):
        raise _invalid(operand, "'between' takes a list of two: the lowest and the highest")
    if operator == "in" and not (isinstance(operand, (list, tuple, set, frozenset)) and operand):
        raise _invalid(operand, "'in' takes a list of at least one value")


def _only(condition: Condition, names: set[str]) -> None:
    unknown = sorted(set(condition) - names)
    if unknown:
        raise _invalid(condition, f"'{unknown[0]}' does not belong here")


def _value_schemas(schema: Schema, subject: str, operator: str) -> list[Schema]:
    """Give the schemas by which a literal beside `operator` may be parsed."""
    if subject == "size":
        return [t.NumberSchema()]
    if operator == "contains":
        return contained(schema)
    if operator == "begins_with":
        return [prefixed(schema)]
    return [base(schema)] if operator in _RANGES else [schema]


def _conditions(operator: str, left: n.Operand, operand: Any, operands: Operands) -> list[n.Condition]:
    """Give the conditions that one operator makes: several where references lead to several paths."""
    if operator in _COMPARATORS:
        return [n.Comparison(_COMPARATORS[operator], left, right) for right in operands(operand)]
    match operator:
        case "between":
            lows, highs = map(operands, operand)
            return [n.Between(left, low, high) for low in lows for high in highs]
        case "in":
            return [n.In(left, _members(operand, operands))]
        case "begins_with":
            return [n.BeginsWith(left, right) for right in operands(operand)]
        case "contains":
            return [n.Contains(left, right) for right in operands(operand)]
        case "type":
            return [n.AttributeType(left, n.Value(operand))]
        case _:
            return [_existence(left, operand)]


def _existence(left: n.Operand, exists: Any) -> n.Condition:
    if not isinstance(left, n.Path):
        raise _invalid(left, "only an attribute exists")
    return n.AttributeExists(left) if exists else n.AttributeNotExists(left)


def _members(operands_given: Iterable[Any], operands: Operands) -> tuple[n.Operand, ...]:
    """Give the members that the schema allows; what it refuses is never stored, hence never matched."""
    members: list[n.Operand] = []
    cause: Exception | None = None
    for member in operands_given:
        try:
            members += operands(member)
        except Exception as error:  # noqa: BLE001  # as above
            cause = error
    if cause is not None and not members:
        raise cause
    distinct = Deduper(members).values
    if len(distinct) > MAX_IN_OPERANDS:
        raise _invalid(operands_given, f"'in' takes at most {MAX_IN_OPERANDS} values")
    return tuple(distinct)


def _join(conditions: list[n.Condition], kind: type[n.And | n.Or]) -> n.Condition:
    return conditions[0] if len(conditions) == 1 else kind(tuple(conditions))


def _no_match(path: str, cause: Exception | None) -> DynamoDBToolboxError:
    if DynamoDBToolboxError.match(cause, "actions.invalidExpressionAttributePath"):
        return cause
    if cause is None:
        return invalid_path(path, "it leads nowhere in the schema")
    return DynamoDBToolboxError(
        "actions.invalidExpressionAttributePath",
        f"Unable to use the path '{path}' with this value: the schema there does not take the value: {cause}",
        payload={"attributePath": path},
    )
