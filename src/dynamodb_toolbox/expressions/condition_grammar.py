"""The grammar of conditions and filters: NOT binds before AND, AND before OR.

Parentheses are kept on a stack of our own, not Python's, because 4 KB of text can open very many.
"""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.cursor import Cursor
from dynamodb_toolbox.limits import MAX_IN_OPERANDS

CONDITION_FUNCTIONS: Final = {
    "attribute_exists": 1,
    "attribute_not_exists": 1,
    "attribute_type": 2,
    "begins_with": 2,
    "contains": 2,
    "size": 1,
}
"""How many operands each function takes."""

_COMPARATORS: Final[dict[str, n.Comparator]] = {
    "=": "=",
    "<>": "<>",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
_ANY_TYPE: Final = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"

# Stand in for what a noted fault made meaningless; the fault is raised before anyone looks at them.
_NO_PATH: Final = n.Path(())
_NO_CONDITION: Final = n.AttributeExists(_NO_PATH)


class _Group:
    """What stands between two parentheses, or the whole: alternatives of conjunctions."""

    def __init__(self) -> None:
        self.alternatives: list[list[n.Condition]] = [[]]
        self.negations = 0
        self.holds_group_alone = False

    def add(self, condition: n.Condition, *, is_group: bool) -> None:
        self.holds_group_alone = is_group and self.is_fresh()
        while self.negations:
            self.negations -= 1
            condition = n.Not(condition)
        self.alternatives[-1].append(condition)

    def is_fresh(self) -> bool:
        return self.alternatives == [[]] and not self.negations

    def close(self) -> n.Condition:
        conjunctions = [c[0] if len(c) == 1 else n.And(tuple(c)) for c in self.alternatives]
        return conjunctions[0] if len(conjunctions) == 1 else n.Or(tuple(conjunctions))


class ConditionGrammar(Cursor):
    """Reads one condition."""

    keywords = frozenset({"AND", "OR", "NOT", "IN", "BETWEEN"})

    def condition(self) -> n.Condition:
        """Read the whole text as a condition."""
        groups = [_Group()]
        while True:
            self._open(groups)
            element = self._predicate(bare_allowed=len(groups) > 1 and groups[-1].is_fresh())
            if self._close(groups, element):
                continue
            self.expect_end()
            if len(groups) > 1:
                raise self.syntax_fault()
            return groups[0].close()

    def _open(self, groups: list[_Group]) -> None:
        """Step over NOTs and opening parentheses."""
        while True:
            if self.take_keyword("NOT"):
                self.count_operator()
                groups[-1].negations += 1
            elif self.take("("):
                groups.append(_Group())
            else:
                return

    def _close(self, groups: list[_Group], element: n.Condition | n.Operand) -> bool:
        """Put `element` where it belongs, close groups that end here; tell whether AND or OR follows."""
        is_group = False
        while True:
            if isinstance(element, (n.Path, n.Value, n.Size)):
                element = self._close_operand(groups, element)
            groups[-1].add(element, is_group=is_group)
            if len(groups) == 1 or not self.take(")"):
                return self._joined(groups[-1])
            group = groups.pop()
            if group.holds_group_alone:
                self.note_redundant_parentheses()
            element, is_group = group.close(), True

    def _close_operand(self, groups: list[_Group], operand: n.Operand) -> n.Condition:
        """Close the parentheses around a lone operand, `(a) = :v`, and read what it is compared with."""
        closed = 0
        while len(groups) > 1 and groups[-1].is_fresh() and self.take(")"):
            groups.pop()
            closed += 1
        if closed > 1:
            self.note_redundant_parentheses()
        return self._compared(operand)

    def _joined(self, group: _Group) -> bool:
        if self.take_keyword("AND"):
            self.count_operator()
            return True
        if self.take_keyword("OR"):
            self.count_operator()
            group.alternatives.append([])
            return True
        return False

    def _predicate(self, *, bare_allowed: bool) -> n.Condition | n.Operand:
        """Read one test; a lone operand only before the parenthesis that closes it."""
        operand = self._call_or_operand()
        if not isinstance(operand, (n.Path, n.Value, n.Size)):
            return operand
        if bare_allowed and self.at(")"):
            return operand
        return self._compared(operand)

    def _call_or_operand(self) -> n.Condition | n.Operand:
        if not self.at_call():
            return self._plain_operand()
        name = self.tokens[self.index].text
        node = self._function()
        if isinstance(node, n.Size) or not self._at_comparison():
            return node
        self._note_misuse(name)
        return _NO_PATH

    def _at_comparison(self) -> bool:
        return self.tokens[self.index].text in _COMPARATORS or self.keyword in {"BETWEEN", "IN"}

    def _compared(self, left: n.Operand) -> n.Condition:
        """Read what follows the left operand of a comparison."""
        comparator = _COMPARATORS.get(self.tokens[self.index].text)
        if comparator:
            self.index += 1
            self.count_operator()
            return n.Comparison(comparator, left, self._operand())
        if self.take_keyword("BETWEEN"):
            return self._between(left)
        if self.take_keyword("IN"):
            return self._in(left)
        if isinstance(left, n.Size):
            self._note_misuse("size")
            return _NO_CONDITION
        raise self.syntax_fault()

    def _between(self, operand: n.Operand) -> n.Between:
        self.count_operator()
        low = self._operand()
        if not self.take_keyword("AND"):
            raise self.syntax_fault()
        return n.Between(operand, low, self._operand())

    def _in(self, operand: n.Operand) -> n.In:
        self.count_operator()
        self.expect("(")
        options = self.listed(self._operand)
        self.expect(")")
        if len(options) > MAX_IN_OPERANDS:
            count = len(options)
            self.note(f"The IN operator is provided with too many operands; number of operands: {count}")
        return n.In(operand, tuple(options))

    def _operand(self) -> n.Operand:
        """Read an operand, perhaps in parentheses."""
        opened = 0
        while self.take("("):
            opened += 1
        if opened > 1:
            self.note_redundant_parentheses()
        operand = self._function_as_operand() if self.at_call() else self._plain_operand()
        for _ in range(opened):
            self.expect(")")
        return operand

    def _plain_operand(self) -> n.Operand:
        return self.value() if self.at_value() else self.path()

    def _function_as_operand(self) -> n.Operand:
        name = self.tokens[self.index].text
        node = self._function()
        if isinstance(node, n.Size):
            return node
        self._note_misuse(name)
        return _NO_PATH

    def _note_misuse(self, name: str) -> None:
        self.note(f"The function is not allowed to be used this way in an expression; function: {name}")

    def _function(self) -> n.Condition | n.Size:
        expected = CONDITION_FUNCTIONS.get(self.tokens[self.index].text)
        if expected is None:
            self.note(f"Invalid function name; function: {self.tokens[self.index].text}")
        name, operands = self.call(self._operand)
        if expected is None:
            return _NO_CONDITION
        if not self.check_operand_count(name, expected, len(operands)):
            return n.Size(_NO_PATH) if name == "size" else _NO_CONDITION
        return self._unary(name, operands[0]) if expected == 1 else self._binary(name, *operands)

    def _unary(self, name: str, operand: n.Operand) -> n.Condition | n.Size:
        if name == "size":
            if isinstance(operand, n.Size):
                self._note_type(name, "N")
                return operand
            return n.Size(operand)
        if not isinstance(operand, n.Path):
            self.note_late(f"Operator or function requires a document path; operator or function: {name}")
            return _NO_CONDITION
        return n.AttributeExists(operand) if name == "attribute_exists" else n.AttributeNotExists(operand)

    def _binary(self, name: str, first: n.Operand, second: n.Operand) -> n.Condition:
        if name == "contains":
            return n.Contains(first, second)
        if name == "begins_with":
            return n.BeginsWith(first, second)
        if not isinstance(second, n.Value):
            self._note_type(name, "N" if isinstance(second, n.Size) else _ANY_TYPE)
            return _NO_CONDITION
        return n.AttributeType(first, second)

    def _note_type(self, name: str, kind: str) -> None:
        self.note_late(
            "Incorrect operand type for operator or function; "
            f"operator or function: {name}, operand type: {kind}"
        )
