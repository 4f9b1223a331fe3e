"""The WHERE of a statement: OR binds last, then AND, then NOT.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html
"""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.engine.partiql.literals import Constant
from dynamodb_toolbox.engine.partiql.reader import Reader
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.limits import MAX_IN_OPERANDS

_COMPARATORS: Final[dict[str, n.Comparator]] = {
    "=": "=",
    "<>": "<>",
    "!=": "<>",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
_FUNCTIONS: Final = ("ATTRIBUTE_TYPE", "BEGINS_WITH", "CONTAINS")


def check_in_list(count: int, most: int) -> None:
    """Check how many values an IN has.

    Raises:
        ValidationException: They are too many.
    """
    if count > most:
        raise ValidationException(
            f"The IN operator is provided with too many operands; number of operands: {count}, at most {most}"
        )


class ConditionClause(Reader):
    """Reads conditions."""

    def condition(self) -> n.Condition:
        """Read a condition."""
        alternatives = [self._conjunction()]
        while self.take_word("OR"):
            alternatives.append(self._conjunction())
        return alternatives[0] if len(alternatives) == 1 else n.Or(tuple(alternatives))

    def _conjunction(self) -> n.Condition:
        parts = [self._negation()]
        while self.take_word("AND"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else n.And(tuple(parts))

    def _negation(self) -> n.Condition:
        negative = False
        while self.take_word("NOT"):
            negative = not negative
        predicate = self._predicate()
        return n.Not(predicate) if negative else predicate

    def _predicate(self) -> n.Condition:
        if self.at("("):
            return self._in_parentheses()
        if self.at_word(*_FUNCTIONS) and self._opens_call():
            return self._function()
        return self._compared(self._operand())

    def _opens_call(self) -> bool:
        following = self.tokens[self.index + 1]
        return following.kind == "symbol" and following.text == "("

    def _in_parentheses(self) -> n.Condition:
        """Read a condition in parentheses, or an operand that is, with what it is compared with."""
        start, operand = self.index, self._lone_operand()
        if operand is not None:
            return self._compared(operand)
        self.index = start
        self.expect("(")
        condition = self.nested(self.condition)
        self.expect(")")
        return condition

    def _lone_operand(self) -> n.Operand | None:
        self.expect("(")
        if not self.at_name() and not self.at_value():
            return None
        met = len(self.names), len(self.values), self.parameters
        operand = self._operand()
        if self.take(")"):
            return operand
        self._forget(*met)
        return None

    def _forget(self, names: int, values: int, parameters: int) -> None:
        for placeholder in list(self.names)[names:]:
            del self.names[placeholder]
        for placeholder in list(self.values)[values:]:
            del self.values[placeholder]
        self.parameters = parameters

    def _operand(self) -> n.Operand:
        if self.take("("):
            operand = self.nested(self._operand)
            self.expect(")")
            return operand
        if self.at_word("SIZE") and self._opens_call():
            self.index += 2
            path = self.path()
            self.expect(")")
            return n.Size(path)
        return self.value() if self.at_value() else self.path()

    def _function(self) -> n.Condition:
        name = self.token.text.upper()
        self.index += 2
        path = self.path()
        self.expect(",")
        if name == "ATTRIBUTE_TYPE":
            condition: n.Condition = n.AttributeType(path, self.value())
        elif name == "CONTAINS":
            condition = n.Contains(path, self._operand())
        else:
            condition = n.BeginsWith(path, self._operand())
        self.expect(")")
        return condition

    def _compared(self, left: n.Operand) -> n.Condition:
        """Read what follows the left operand."""
        if self.token.kind == "symbol" and self.token.text in _COMPARATORS:
            comparator = _COMPARATORS[self.token.text]
            self.index += 1
            return n.Comparison(comparator, left, self._operand())
        if self.take_word("IS"):
            return self._is(left)
        negative = self.take_word("NOT")
        if self.take_word("BETWEEN"):
            low = self._operand()
            self.expect_word("AND")
            condition: n.Condition = n.Between(left, low, self._operand())
        elif self.take_word("IN"):
            condition = n.In(left, self._options())
        else:
            raise self.fault("Expected a comparison operator")
        return n.Not(condition) if negative else condition

    def _is(self, left: n.Operand) -> n.Condition:
        negative = self.take_word("NOT")
        if not isinstance(left, n.Path):
            raise self.fault("Expected an attribute path before IS")
        if self.take_word("MISSING"):
            return n.AttributeExists(left) if negative else n.AttributeNotExists(left)
        self.expect_word("NULL")
        null = n.AttributeType(left, self.note(Constant("S", "NULL")))
        return n.Not(null) if negative else null

    def _options(self) -> tuple[n.Operand, ...]:
        opening = self.token.text
        if not self.take("(") and not self.take("["):
            raise self.fault("Expected '[' or '('")
        options = self.listed(self._operand)
        self.expect(")" if opening == "(" else "]")
        check_in_list(len(options), MAX_IN_OPERANDS)
        return tuple(options)
