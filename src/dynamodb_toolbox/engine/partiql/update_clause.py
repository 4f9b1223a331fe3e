"""The SET and REMOVE of a statement.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html
"""

from __future__ import annotations

from dynamodb_toolbox.engine.partiql.condition_clause import ConditionClause
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n


class UpdateClause(ConditionClause):
    """Reads updates."""

    def update(self) -> n.Update:
        """Read one clause or more."""
        if not self.at_word("SET", "REMOVE"):
            raise self.fault("Expected SET or REMOVE")
        update = n.Update()
        while self.at_word("SET", "REMOVE"):
            if self.take_word("REMOVE"):
                removed = tuple([n.RemoveAction(path) for path in self.listed(self.path)])
                update = n.Update(update.set, update.remove + removed, update.add, update.delete)
            else:
                self.expect_word("SET")
                for action in self.listed(self._assignment):
                    update = _with(update, action)
        return update

    def _assignment(self) -> n.SetAction | n.AddAction | n.DeleteAction:
        path = self.path()
        self.expect("=")
        if self.at_word("SET_ADD", "SET_DELETE") and self._opens_call():
            return self._set_function(path)
        return n.SetAction(path, self._sum())

    def _set_function(self, target: n.Path) -> n.AddAction | n.DeleteAction:
        name = self.token.text.upper()
        self.index += 2
        path = self.path()
        self.expect(",")
        value = self.value()
        self.expect(")")
        if self._written(path) != self._written(target):
            raise ValidationException(f"{name.lower()} changes the set that it is assigned to, and no other")
        return n.AddAction(target, value) if name == "SET_ADD" else n.DeleteAction(target, value)

    def _written(self, path: n.Path) -> list[str | int]:
        return [self.names[e] if isinstance(e, str) else e for e in path.elements]

    def _sum(self) -> n.SetValue:
        left = self._update_operand()
        if self.take("+"):
            return n.Plus(left, self._update_operand())
        if self.take("-"):
            return n.Minus(left, self._update_operand())
        return left

    def _update_operand(self) -> n.UpdateOperand:
        if self.at_word("LIST_APPEND") and self._opens_call():
            self.index += 2
            first = self.nested(self._update_operand)
            self.expect(",")
            second = self.nested(self._update_operand)
            self.expect(")")
            return n.ListAppend(first, second)
        return self.value() if self.at_value() else self.path()


def _with(update: n.Update, action: n.SetAction | n.AddAction | n.DeleteAction) -> n.Update:
    match action:
        case n.SetAction():
            return n.Update((*update.set, action), update.remove, update.add, update.delete)
        case n.AddAction():
            return n.Update(update.set, update.remove, (*update.add, action), update.delete)
        case n.DeleteAction():
            return n.Update(update.set, update.remove, update.add, (*update.delete, action))
