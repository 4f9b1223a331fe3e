"""Expression text as trees, whose names and values are still those of the text.

In a parsed tree an element of a `Path` is an attribute name or a placeholder (`#n`), which no bare name
can be, and a `Value` carries its placeholder (`:v`). `binding` puts the request's names and values there.
Parsing is cached by the text: a program has few expressions and sends them often.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.condition_grammar import ConditionGrammar
from dynamodb_toolbox.expressions.cursor import Cursor
from dynamodb_toolbox.expressions.lexer import ExpressionFault
from dynamodb_toolbox.expressions.update_grammar import UpdateGrammar
from dynamodb_toolbox.limits import MAX_EXPRESSION_BYTES

T = TypeVar("T")
C = TypeVar("C", bound=Cursor)

_CACHE_SIZE: Final = 1024


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """An expression that is right as a text.

    Attributes:
        tree: The expression; meaningless where there is a late fault.
        placeholders: The names and values it mentions, in the order of the text.
        late_fault: What is wrong with it, once the placeholders before the fault are defined.
        late_position: How many placeholders stand before the fault.
    """

    tree: T
    placeholders: tuple[str, ...]
    late_fault: str | None = None
    late_position: int = 0


@lru_cache(_CACHE_SIZE)
def parse_condition(text: str) -> Parsed[n.Condition]:
    """Read a condition or a filter.

    Raises:
        ExpressionFault: The text breaks the grammar or a limit.
    """
    _check_size(text, f"; expression size: {_size(text)}")
    return _parsed(ConditionGrammar(text), ConditionGrammar.condition)


@lru_cache(_CACHE_SIZE)
def parse_projection(text: str) -> Parsed[n.Projection]:
    """Read a projection.

    Raises:
        ExpressionFault: The text breaks the grammar or a limit.
    """
    _check_size(text, f"; expression size: {_size(text)}")
    return _parsed(Cursor(text), _projection)


@lru_cache(_CACHE_SIZE)
def parse_update(text: str) -> Parsed[n.Update]:
    """Read an update.

    Raises:
        ExpressionFault: The text breaks the grammar or a limit.
    """
    _check_size(text, ";")
    return _parsed(UpdateGrammar(text), UpdateGrammar.update)


def _projection(cursor: Cursor) -> n.Projection:
    return n.Projection(tuple(cursor.listed(cursor.path)))


def _parsed(cursor: C, grammar: Callable[[C], T]) -> Parsed[T]:
    try:
        tree = grammar(cursor)
    except RecursionError:
        raise ExpressionFault("The expression is nested too deeply;") from None
    cursor.expect_end()
    cursor.raise_faults()
    return Parsed(tree, tuple(cursor.placeholders), cursor.late_fault, cursor.late_position)


def _check_size(text: str, ending: str) -> None:
    if not text:
        raise ExpressionFault("The expression can not be empty;")
    if _size(text) > MAX_EXPRESSION_BYTES:
        raise ExpressionFault(f"Expression size has exceeded the maximum allowed size{ending}")


def _size(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))
