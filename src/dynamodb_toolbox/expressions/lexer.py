"""Expression text as tokens, and DynamoDB's way to point at the one that does not fit.

A character that no token begins with is a token of its own: the parser meets it where it stands, so that
the first error of a text is reported first, as the service does.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<name>[A-Za-z][A-Za-z0-9_]*)
      | (?P<reference>\#[A-Za-z0-9_]+)
      | (?P<value>:[A-Za-z0-9_]+)
      | (?P<number>0|[1-9][0-9]*)
      | (?P<symbol><=|>=|<>|[^\s])
    )""",
    re.VERBOSE | re.ASCII,
)


class ExpressionFault(Exception):
    """What is wrong with an expression, in DynamoDB's words and without naming the parameter."""


class Token(NamedTuple):
    """A piece of the text: `kind` is `name`, `reference`, `value`, `number`, `symbol` or `end`."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Cut `text` into tokens; the last one is the end."""
    tokens: list[Token] = []
    position = 0
    while match := _TOKEN.match(text, position):
        kind = match.lastgroup or "symbol"
        tokens.append(Token(kind, match[kind], match.start(kind), match.end()))
        position = match.end()
    tokens.append(Token("end", "<EOF>", len(text), len(text)))
    return tokens


def syntax_fault(text: str, tokens: list[Token], index: int) -> ExpressionFault:
    """Build the fault for the token at `index`: it is shown with its neighbours (`near`)."""
    start = tokens[index - 1].start if index else 0
    end = tokens[min(index + 1, len(tokens) - 1)].end
    return ExpressionFault(f'Syntax error; token: "{tokens[index].text}", near: "{text[start:end]}"')
