"""The expression tree as DynamoDB's text, with the reference's placeholder names.

The only place that names placeholders. Names: `#c_1`, one for each distinct attribute name; values:
`:c_1`, a new one each time; both counted from 1, in the order of the text. The letter tells the
expression: `c` condition, `p` projection, `s` `r` `a` `d` the clauses of an update (spec/schema.md §10.4,
§11, spec/actions.md §5.4).
"""

from __future__ import annotations

from typing import Any, assert_never

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.records import Record


class Placeholders:
    """The names and values met so far, by placeholder."""

    __slots__ = ("_tokens", "names", "prefix", "values")

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}
        self._tokens: dict[str, str] = {}

    def name(self, name: str) -> str:
        """Give the placeholder of an attribute name."""
        token = self._tokens.get(name)
        if token is None:
            token = self._tokens[name] = f"#{self.prefix}_{len(self._tokens) + 1}"
            self.names[token] = name
        return token

    def value(self, value: Any) -> str:
        """Give a new placeholder for a value."""
        token = f":{self.prefix}_{len(self.values) + 1}"
        self.values[token] = value
        return token

    def path(self, path: n.Path) -> str:
        """Write a document path: names as placeholders, indexes as they are."""
        text = ""
        for element in path.elements:
            if isinstance(element, int):
                text += f"[{element}]"
            else:
                text += f".{self.name(element)}" if text else self.name(element)
        return text


class Printed(Record):
    """An expression as text, with what its placeholders stand for."""

    text: str
    names: dict[str, str]
    values: dict[str, Any]


def print_condition(condition: n.Condition, expression_id: str = "") -> Printed:
    """Write a condition; `expression_id` tells two of one request apart (`#c0_1`, `#c1_1`)."""
    places = Placeholders(f"c{expression_id}")
    return Printed(_condition(condition, places), places.names, places.values)


def print_projection(projection: n.Projection) -> Printed:
    """Write a projection."""
    places = Placeholders("p")
    return Printed(", ".join(map(places.path, projection.paths)), places.names, {})


def print_update(update: n.Update) -> Printed:
    """Write an update: the clauses that are not empty, each with placeholders of its own."""
    texts: list[str] = []
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    for keyword, actions in (
        ("SET", update.set),
        ("REMOVE", update.remove),
        ("ADD", update.add),
        ("DELETE", update.delete),
    ):
        places = Placeholders(keyword[0].lower())
        if actions:
            texts.append(f"{keyword} " + ", ".join(_action(action, places) for action in actions))
        names |= places.names
        values |= places.values
    return Printed(" ".join(texts), names, values)


def _condition(node: n.Condition, places: Placeholders) -> str:
    match node:
        case n.And(conditions):
            return _joined(conditions, " AND ", places)
        case n.Or(conditions):
            return _joined(conditions, " OR ", places)
        case n.Not(condition):
            return f"NOT ({_condition(condition, places)})"
        case n.Comparison(comparator, left, right):
            return f"{_operand(left, places)} {comparator} {_operand(right, places)}"
        case n.Between(operand, low, high):
            return f"{_operand(operand, places)} BETWEEN {_operand(low, places)} AND {_operand(high, places)}"
        case n.In(operand, options):
            return f"{_operand(operand, places)} IN ({', '.join(_operand(o, places) for o in options)})"
        case _:
            return _function(node, places)


def _joined(conditions: tuple[n.Condition, ...], word: str, places: Placeholders) -> str:
    texts = [_condition(condition, places) for condition in conditions]
    return texts[0] if len(texts) == 1 else word.join(f"({text})" for text in texts)


def _function(
    node: n.AttributeExists | n.AttributeNotExists | n.AttributeType | n.BeginsWith | n.Contains,
    places: Placeholders,
) -> str:
    match node:
        case n.AttributeExists(path):
            return f"attribute_exists({places.path(path)})"
        case n.AttributeNotExists(path):
            return f"attribute_not_exists({places.path(path)})"
        case n.AttributeType(operand, kind):
            return f"attribute_type({_operand(operand, places)}, {places.value(kind.value)})"
        case n.BeginsWith(operand, prefix):
            return f"begins_with({_operand(operand, places)}, {_operand(prefix, places)})"
        case n.Contains(operand, element):
            return f"contains({_operand(operand, places)}, {_operand(element, places)})"
        case _:
            assert_never(node)


def _operand(node: n.Operand, places: Placeholders) -> str:
    match node:
        case n.Path():
            return places.path(node)
        case n.Value(value):
            return places.value(value)
        case n.Size(path):
            return f"size({_operand(path, places)})"
        case _:
            assert_never(node)


def _action(action: n.SetAction | n.RemoveAction | n.AddAction | n.DeleteAction, places: Placeholders) -> str:
    path = places.path(action.path)
    match action:
        case n.SetAction(_, value):
            return f"{path} = {_set_value(value, places)}"
        case n.RemoveAction():
            return path
        case n.AddAction(_, value) | n.DeleteAction(_, value):
            return f"{path} {_set_value(value, places)}"
        case _:
            assert_never(action)


def _set_value(node: n.SetValue, places: Placeholders) -> str:
    match node:
        case n.Path():
            return places.path(node)
        case n.Value(value):
            return places.value(value)
        case n.IfNotExists(path, fallback):
            return f"if_not_exists({places.path(path)}, {_set_value(fallback, places)})"
        case n.ListAppend(first, second):
            return f"list_append({_set_value(first, places)}, {_set_value(second, places)})"
        case n.Plus(left, right):
            return f"{_set_value(left, places)} + {_set_value(right, places)}"
        case n.Minus(left, right):
            return f"{_set_value(left, places)} - {_set_value(right, places)}"
        case _:
            assert_never(node)
