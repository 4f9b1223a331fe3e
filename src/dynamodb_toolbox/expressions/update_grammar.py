"""The grammar of updates: the clauses SET, REMOVE, ADD and DELETE, each at most once, in any order."""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.condition_grammar import CONDITION_FUNCTIONS
from dynamodb_toolbox.expressions.cursor import Cursor
from dynamodb_toolbox.expressions.lexer import ExpressionFault

_UPDATE_FUNCTIONS: Final = {"if_not_exists": 2, "list_append": 2}
_USEFUL_PARENTHESES: Final = 2  # one pair around a sum, one around an operand of it

# Stands in for what a noted fault made meaningless; the fault is raised before anyone looks at it.
_NO_PATH: Final = n.Path(())


class UpdateGrammar(Cursor):
    """Reads one update."""

    keywords = frozenset({"SET", "REMOVE", "ADD", "DELETE"})

    def update(self) -> n.Update:
        """Read the whole text as an update."""
        update = n.Update()
        seen: set[str] = set()
        while not seen or self.tokens[self.index].kind != "end":
            keyword = self.keyword
            if not keyword:
                raise self.syntax_fault()
            if keyword in seen:
                self.note(f'The "{keyword}" section can only be used once in an update expression;')
            seen.add(keyword)
            self.index += 1
            update = self._with_clause(update, keyword)
        return update

    def _with_clause(self, update: n.Update, keyword: str) -> n.Update:
        sets, removes, adds, deletes = update.set, update.remove, update.add, update.delete
        if keyword == "SET":
            sets = tuple(self.listed(self._set))
        elif keyword == "REMOVE":
            removes = tuple(self.listed(self._remove))
        elif keyword == "ADD":
            adds = tuple(self.listed(self._add))
        else:
            deletes = tuple(self.listed(self._delete))
        return n.Update(sets, removes, adds, deletes)

    def _set(self) -> n.SetAction:
        path = self.path()
        self.expect("=")
        return n.SetAction(path, self._set_value(0)[0])

    def _remove(self) -> n.RemoveAction:
        return n.RemoveAction(self.path())

    def _add(self) -> n.AddAction:
        return n.AddAction(self.path(), self.value())

    def _delete(self) -> n.DeleteAction:
        return n.DeleteAction(self.path(), self.value())

    def _set_value(self, depth: int) -> tuple[n.SetValue, bool]:
        """Read the right side of `=`; tell whether parentheses enclose all of it."""
        if self.take("("):
            if depth > _USEFUL_PARENTHESES:
                raise ExpressionFault("The expression has redundant parentheses;")
            value, enclosed = self._set_value(depth + 1)
            self.expect(")")
            if enclosed:
                self.note_redundant_parentheses()
            enclosed = True
        else:
            value, enclosed = self._operand(), False
        if isinstance(value, (n.Plus, n.Minus)) or not (self.at("+") or self.at("-")):
            return value, enclosed
        return self._arithmetic(value), False

    def _arithmetic(self, left: n.UpdateOperand) -> n.Plus | n.Minus:
        self.count_operator()
        if self.take("+"):
            return n.Plus(self._nested(left), self._nested(self._operand()))
        self.expect("-")
        return n.Minus(self._nested(left), self._nested(self._operand()))

    def _operand(self) -> n.UpdateOperand:
        opened = 0
        while self.take("("):
            opened += 1
        if opened > 1:
            self.note_redundant_parentheses()
        operand = self._plain_operand()
        for _ in range(opened):
            self.expect(")")
        return operand

    def _plain_operand(self) -> n.UpdateOperand:
        if self.at_call():
            return self._function()
        return self.value() if self.at_value() else self.path()

    def _function(self) -> n.UpdateOperand:
        name = self.tokens[self.index].text
        expected = _UPDATE_FUNCTIONS.get(name)
        if name in CONDITION_FUNCTIONS:
            self.note(f"The function is not allowed in an update expression; function: {name}")
        elif expected is None:
            self.note(f"Invalid function name; function: {name}")
        _, operands = self.call(self._operand)
        if expected is None:
            return _NO_PATH
        first, *others = map(self._nested, operands)
        if not self.check_operand_count(name, expected, len(operands)):
            return _NO_PATH
        if name == "list_append":
            return n.ListAppend(first, others[0])
        if not isinstance(first, n.Path):
            self.note_late(f"Operator or function requires a document path; operator or function: {name}")
            return _NO_PATH
        return n.IfNotExists(first, others[0])

    def _nested(self, operand: n.UpdateOperand) -> n.UpdateOperand:
        """Refuse `list_append` inside another function or a sum; only `if_not_exists` may stand there."""
        if isinstance(operand, n.ListAppend):
            self.note(
                "The function is not allowed to be used this way in an expression; function: list_append"
            )
        return operand
