"""A statement with its parameters: the trees that conditions and updates are elsewhere, too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from dynamodb_toolbox.engine.partiql.literals import value_of
from dynamodb_toolbox.engine.partiql.statements import Statement
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.condition_binding import bind_condition
from dynamodb_toolbox.expressions.lexer import ExpressionFault
from dynamodb_toolbox.expressions.parser import Parsed
from dynamodb_toolbox.expressions.placeholders import Substitution
from dynamodb_toolbox.expressions.update_binding import bind_update
from dynamodb_toolbox.values import AttributeValue

T = TypeVar("T")


class Bound(NamedTuple):
    """What a statement means with its parameters.

    Attributes:
        statement: The statement.
        parameters: Its parameters, in the form in which values are stored.
        given: What its names and values stand for.
        where: Its condition.
    """

    statement: Statement
    parameters: Sequence[AttributeValue]
    given: Substitution
    where: n.Condition | None

    @property
    def conjuncts(self) -> tuple[n.Condition, ...]:
        """The conditions of which all must hold."""
        if self.where is None:
            return ()
        return self.where.conditions if isinstance(self.where, n.And) else (self.where,)

    @property
    def bindings(self) -> Bindings:
        """What an action is told of the names and values: which paths lead into an attribute."""
        bindings = Bindings({}, {})
        bindings.nested_paths.extend(self.given.nested_paths)
        return bindings

    def update(self, update: n.Update) -> n.Update:
        """Put names and values into an update.

        Raises:
            ValidationException: Two of its paths meet, or an operand is of a wrong type.
        """
        return _bound(bind_update, update, self.given)


def bind(statement: Statement, parameters: Sequence[AttributeValue]) -> Bound:
    """Put parameters into a statement.

    Raises:
        ValidationException: There are too many or too few, or an operator does not take one.
    """
    if len(parameters) != statement.parameters:
        raise ValidationException("Number of parameters in request and statement don't match.")
    values = {name: value_of(literal, parameters) for name, literal in statement.values.items()}
    given = Substitution(statement.names, values)
    where = None if statement.where is None else _bound(bind_condition, statement.where, given)
    return Bound(statement, parameters, given, where)


def all_of(conditions: Sequence[n.Condition]) -> n.Condition | None:
    """Give the condition that all of `conditions` hold; none of them asks for nothing."""
    return n.And(tuple(conditions)) if len(conditions) > 1 else next(iter(conditions), None)


def _bound(bind_tree: Callable[[Parsed[T], Substitution], T], tree: T, given: Substitution) -> T:
    try:
        return bind_tree(Parsed(tree, ()), given)
    except ExpressionFault as fault:
        raise ValidationException(str(fault)) from None
