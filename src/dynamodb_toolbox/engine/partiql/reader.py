"""A place in the tokens of a statement, and what its clauses share: names, paths, literals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from dynamodb_toolbox.engine.numbers import fits_decimal
from dynamodb_toolbox.engine.partiql import literals
from dynamodb_toolbox.engine.partiql.faults import malformed
from dynamodb_toolbox.engine.partiql.lexer import Token, place, tokenize
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n

T = TypeVar("T")

_DEEPEST: Final = 50
_CONSTANTS: Final = {
    "TRUE": literals.Constant("BOOL", content=True),
    "FALSE": literals.Constant("BOOL", content=False),
    "NULL": literals.Constant("NULL", content=True),
}


class Reader:
    """Reads tokens from left to right.

    Attributes:
        names: The attribute names met, by placeholder.
        values: The values met, by placeholder.
        parameters: How many parameters were met.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.index = 0
        self.names: dict[str, str] = {}
        self.values: dict[str, literals.Literal] = {}
        self.parameters = 0
        self._depth = 0

    # tokens

    @property
    def token(self) -> Token:
        """The token at the cursor."""
        return self.tokens[self.index]

    def at(self, *symbols: str) -> bool:
        """Tell whether one of `symbols` comes next."""
        return self.token.kind == "symbol" and self.token.text in symbols

    def take(self, symbol: str) -> bool:
        """Step over `symbol` if it comes next."""
        found = self.at(symbol)
        self.index += found
        return found

    def at_word(self, *words: str) -> bool:
        """Tell whether one of `words`, in capitals, comes next."""
        return self.token.kind == "word" and self.token.text.upper() in words

    def take_word(self, *words: str) -> bool:
        """Step over `words`, in capitals, if they come next."""
        coming = self.tokens[self.index : self.index + len(words)]
        found = [token.text.upper() for token in coming if token.kind == "word"] == list(words)
        self.index += len(words) * found
        return found

    def expect(self, symbol: str) -> None:
        """Step over `symbol`, which must come next."""
        if not self.take(symbol):
            raise self.fault(f"Expected '{symbol}'")

    def expect_word(self, word: str) -> None:
        """Step over `word`, which must come next."""
        if not self.take_word(word):
            raise self.fault(f"Expected {word}")

    def fault(self, expected: str) -> ValidationException:
        """Build the error for the token at the cursor."""
        token = self.token
        found = "the end" if token.kind == "end" else f"'{token.text}'"
        return malformed(f"{expected} at {place(self.text, token.start)}, found {found}")

    def listed(self, element: Callable[[], T]) -> list[T]:
        """Read one element or more, with commas between."""
        elements = [element()]
        while self.take(","):
            elements.append(element())
        return elements

    def nested(self, read: Callable[[], T]) -> T:
        """Read what stands inside something, if that is not too deep."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise malformed("The statement is nested too deeply")
        found = read()
        self._depth -= 1
        return found

    # names and paths

    def at_name(self) -> bool:
        """Tell whether a name comes next."""
        return self.token.kind == "quoted" or (self.token.kind == "word" and not self.token.keyword)

    def name(self, expected: str) -> str:
        """Read a name of a table, an index or an attribute."""
        if not self.at_name():
            raise self.fault(f"Expected {expected}")
        text = self.token.text
        self.index += 1
        return text

    def path(self) -> n.Path:
        """Read a document path: `a.b[0]."c"['d']`."""
        elements: list[str | int] = [self._element(self.name("an attribute path"))]
        while True:
            if self.take("."):
                elements.append(self._element(self.name("an attribute name")))
            elif self.take("["):
                elements.append(self._step())
                self.expect("]")
            else:
                return n.Path(tuple(elements))

    def _step(self) -> str | int:
        token = self.token
        if token.kind == "text":
            self.index += 1
            return self._element(token.text)
        if token.kind != "number" or not token.text.isdecimal():
            raise self.fault("Expected a list index")
        self.index += 1
        return int(token.text)

    def _element(self, name: str) -> str:
        placeholder = f"#{len(self.names)}"
        self.names[placeholder] = name
        return placeholder

    # values

    def at_value(self) -> bool:
        """Tell whether a literal or a parameter comes next."""
        token = self.token
        return (
            token.kind in {"text", "number"}
            or token.keyword in _CONSTANTS
            or self.at("?", "[", "{", "<<", "-")
        )

    def value(self) -> n.Value:
        """Read a value; the node carries its placeholder until it is bound."""
        return self.note(self.literal())

    def note(self, literal: literals.Literal) -> n.Value:
        """Give a value a placeholder."""
        placeholder = f":{len(self.values)}"
        self.values[placeholder] = literal
        return n.Value(placeholder)

    def literal(self) -> literals.Literal:
        """Read a literal or a parameter."""
        token = self.token
        if self.take("?"):
            self.parameters += 1
            return literals.Parameter(self.parameters - 1)
        if self.take("["):
            return literals.ListOf(self._until("]", self.literal))
        if self.take("<<"):
            return literals.SetOf(self._until(">>", self.literal))
        if self.take("{"):
            return literals.MapOf(self._until("}", self._member))
        if token.keyword in _CONSTANTS:
            self.index += 1
            return _CONSTANTS[token.keyword]
        if token.kind == "text":
            self.index += 1
            return literals.Constant("S", token.text)
        return self._number()

    def _number(self) -> literals.Literal:
        sign = "-" if self.take("-") else ""
        if self.token.kind != "number":
            raise self.fault("Expected a value")
        text = sign + self.token.text
        if not fits_decimal(text):
            raise malformed("")
        self.index += 1
        return literals.Constant("N", text)

    def _until(self, end: str, element: Callable[[], T]) -> tuple[T, ...]:
        if self.take(end):
            return ()
        elements = self.nested(lambda: self.listed(element))
        self.expect(end)
        return tuple(elements)

    def _member(self) -> tuple[str, literals.Literal]:
        if self.token.kind not in {"text", "quoted"}:
            raise self.fault("Expected an attribute name in quotes")
        name = self.token.text
        self.index += 1
        self.expect(":")
        return name, self.literal()
