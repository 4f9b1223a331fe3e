"""Whether a condition holds for an item.

Values of different types are unequal and have no order. A missing attribute makes every test false, but
for `<>` and `attribute_not_exists`, which it makes true.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
"""

from __future__ import annotations

from dynamodb_toolbox.engine.equality import equal
from dynamodb_toolbox.engine.evaluation.documents import value_at
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.ordering import ORDERED_TYPES, precedes, type_of
from dynamodb_toolbox.values import AttributeValue, WireItem, wire_bytes


def holds(node: n.Condition, item: WireItem) -> bool:
    """Tell whether the condition is true of the item; an item that is not there is empty."""
    match node:
        case n.Comparison(comparator, left, right):
            return _compare(comparator, _value(left, item), _value(right, item))
        case n.And(conditions):
            return all(holds(condition, item) for condition in conditions)
        case n.Or(conditions):
            return any(holds(condition, item) for condition in conditions)
        case n.Not(condition):
            return not holds(condition, item)
        case n.Between(operand, low, high):
            value = _value(operand, item)
            return _compare(">=", value, _value(low, item)) and _compare("<=", value, _value(high, item))
        case n.In(operand, options):
            value = _value(operand, item)
            return any(_compare("=", value, _value(option, item)) for option in options)
        case _:
            return _function(node, item)


def _function(
    node: n.AttributeExists | n.AttributeNotExists | n.AttributeType | n.BeginsWith | n.Contains,
    item: WireItem,
) -> bool:
    match node:
        case n.AttributeExists(path):
            return value_at(item, path) is not None
        case n.AttributeNotExists(path):
            return value_at(item, path) is None
        case n.AttributeType(operand, kind):
            value = _value(operand, item)
            return value is not None and type_of(value) == kind.value["S"]
        case n.BeginsWith(operand, prefix):
            return _begins_with(_value(operand, item), _value(prefix, item))
        case n.Contains(operand, element):
            return _contains(_value(operand, item), _value(element, item))


def _value(operand: n.Operand, item: WireItem) -> AttributeValue | None:
    if isinstance(operand, n.Path):
        return value_at(item, operand)
    if isinstance(operand, n.Value):
        value: AttributeValue = operand.value
        return value
    return _size(_value(operand.path, item))


def _size(value: AttributeValue | None) -> AttributeValue | None:
    """Give the size of a value: characters, bytes or elements; the other types have none."""
    if value is None:
        return None
    [(kind, content)] = value.items()
    if kind in {"N", "BOOL", "NULL"}:
        return None
    return {"N": str(len(wire_bytes(content) if kind == "B" else content))}


def _compare(comparator: n.Comparator, left: AttributeValue | None, right: AttributeValue | None) -> bool:
    if comparator == "<>":
        return left is None or right is None or not equal(left, right)
    if left is None or right is None:
        return False
    if comparator == "=":
        return equal(left, right)
    kind = type_of(left)
    if kind not in right or kind not in ORDERED_TYPES:
        return False
    if comparator in {"<", ">="}:
        return precedes(left, right) == (comparator == "<")
    return precedes(right, left) == (comparator == ">")


def _begins_with(value: AttributeValue | None, prefix: AttributeValue | None) -> bool:
    if value is None or prefix is None:
        return False
    if "S" in value and "S" in prefix:
        return bool(value["S"].startswith(prefix["S"]))
    if "B" in value and "B" in prefix:
        return wire_bytes(value["B"]).startswith(wire_bytes(prefix["B"]))
    return False


def _contains(value: AttributeValue | None, element: AttributeValue | None) -> bool:
    """A part of a string or binary, or an element of a set or list."""
    if value is None or element is None:
        return False
    [(kind, content)] = value.items()
    [(other, wanted)] = element.items()
    if kind == "L":
        return any(equal(candidate, element) for candidate in content)
    if kind in {"SS", "NS", "BS"}:
        return other == kind[0] and wanted in content
    if kind == other == "S":
        return wanted in content
    return kind == other == "B" and wire_bytes(wanted) in wire_bytes(content)
