"""A place in the tokens of one expression, and what all three grammars share: paths, calls, faults.

Faults of meaning (a reserved word, an unknown function) are noted, not raised: a fault of syntax further
on comes first. The service then reports by kind: redundant parentheses, what the text alone shows, and
last what it checks together with the placeholders.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from dynamodb_toolbox.expressions.lexer import ExpressionFault, syntax_fault, tokenize
from dynamodb_toolbox.expressions.nodes import Path, Value
from dynamodb_toolbox.expressions.reserved import is_reserved
from dynamodb_toolbox.limits import MAX_EXPRESSION_OPERATORS, MAX_NESTING

T = TypeVar("T")

_LARGEST_INDEX: Final = 2**31 - 1


class Cursor:
    """Reads tokens from left to right.

    Attributes:
        placeholders: The names and values met, in order.
        late_fault: The first fault to be reported only once the placeholders before it are defined.
        late_position: How many placeholders stood before that fault.
    """

    keywords: frozenset[str] = frozenset()

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.index = 0
        self.placeholders: list[str] = []
        self.late_fault: str | None = None
        self.late_position = 0
        self._fault: str | None = None
        self._redundant_parentheses = False
        self._operators = 0

    # tokens

    @property
    def keyword(self) -> str:
        """The keyword at the cursor, in capitals; empty where there is none."""
        token = self.tokens[self.index]
        word = token.text.upper()
        return word if token.kind == "name" and word in self.keywords else ""

    def at(self, symbol: str) -> bool:
        """Tell whether `symbol` comes next."""
        token = self.tokens[self.index]
        return token.kind == "symbol" and token.text == symbol

    def take(self, symbol: str) -> bool:
        """Step over `symbol` if it comes next."""
        if self.at(symbol):
            self.index += 1
            return True
        return False

    def take_keyword(self, word: str) -> bool:
        """Step over a keyword if it comes next."""
        if self.keyword == word:
            self.index += 1
            return True
        return False

    def expect(self, symbol: str) -> None:
        """Step over `symbol`, which must come next."""
        if not self.take(symbol):
            raise self.syntax_fault()

    def expect_end(self) -> None:
        """Require that nothing is left."""
        if self.tokens[self.index].kind != "end":
            raise self.syntax_fault()

    def syntax_fault(self) -> ExpressionFault:
        """Build the fault for the token at the cursor."""
        return syntax_fault(self.text, self.tokens, self.index)

    # faults

    def note(self, fault: str) -> None:
        """Keep the first fault that the text alone shows."""
        self._fault = self._fault or fault

    def note_late(self, fault: str) -> None:
        """Keep the first fault that is checked after the placeholders before it."""
        if self.late_fault is None:
            self.late_fault, self.late_position = fault, len(self.placeholders)

    def note_redundant_parentheses(self) -> None:
        """Remember that two pairs of parentheses enclose the same."""
        self._redundant_parentheses = True

    def count_operator(self) -> None:
        """Count an operator or a function."""
        self._operators += 1

    def raise_faults(self) -> None:
        """Raise the fault that comes first, of those that need no placeholders."""
        if self._redundant_parentheses:
            raise ExpressionFault("The expression has redundant parentheses;")
        if self._operators > MAX_EXPRESSION_OPERATORS:
            count = MAX_EXPRESSION_OPERATORS + 1  # where the service stops counting
            raise ExpressionFault(f"The expression contains too many operators; operator count: {count}")
        if self._fault:
            raise ExpressionFault(self._fault)

    # what the grammars share

    def path(self) -> Path:
        """Read a document path: `a.#b[0].c`."""
        elements: list[str | int] = [self._path_name()]
        while True:
            if self.take("."):
                elements.append(self._path_name())
            elif self.take("["):
                elements.append(self._path_index())
            else:
                break
        if len(elements) > MAX_NESTING:
            self.note(f"The document path has too many nesting levels; nesting levels: {len(elements)}")
        return Path(tuple(elements))

    def _path_name(self) -> str:
        token = self.tokens[self.index]
        if token.kind == "reference":
            self.placeholders.append(token.text)
        elif token.kind != "name" or self.keyword:
            raise self.syntax_fault()
        elif is_reserved(token.text):
            self.note(f"Attribute name is a reserved keyword; reserved keyword: {token.text}")
        self.index += 1
        return token.text

    def _path_index(self) -> int:
        token = self.tokens[self.index]
        if token.kind != "number":
            raise self.syntax_fault()
        self.index += 1
        self.expect("]")
        if len(token.text) > len(str(_LARGEST_INDEX)) or int(token.text) > _LARGEST_INDEX:
            self.note(f"List index is not within the allowable range; index: [{token.text}]")
            return 0
        return int(token.text)

    def at_value(self) -> bool:
        """Tell whether a value placeholder comes next."""
        return self.tokens[self.index].kind == "value"

    def value(self) -> Value:
        """Read a value placeholder; the node carries its name until it is bound."""
        token = self.tokens[self.index]
        if token.kind != "value":
            raise self.syntax_fault()
        self.placeholders.append(token.text)
        self.index += 1
        return Value(token.text)

    def at_call(self) -> bool:
        """Tell whether a function call comes next: a name and an opening parenthesis."""
        token, following = self.tokens[self.index], self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        return token.kind == "name" and not self.keyword and following.text == "("

    def call(self, operand: Callable[[], T]) -> tuple[str, list[T]]:
        """Read a function call: its name and its operands."""
        name = self.tokens[self.index].text
        self.index += 2
        self.count_operator()
        operands = self.listed(operand)
        self.expect(")")
        return name, operands

    def listed(self, element: Callable[[], T]) -> list[T]:
        """Read one element or more, with commas between."""
        elements = [element()]
        while self.take(","):
            elements.append(element())
        return elements

    def check_operand_count(self, name: str, expected: int, actual: int) -> bool:
        """Note a wrong number of operands; tell whether it is right."""
        if actual == expected:
            return True
        self.note_late(
            "Incorrect number of operands for operator or function; "
            f"operator or function: {name}, number of operands: {actual}"
        )
        return False
