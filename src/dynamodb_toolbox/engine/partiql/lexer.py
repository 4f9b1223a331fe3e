"""The text of a statement as tokens."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dynamodb_toolbox.engine.partiql.faults import malformed

_TOKEN: Final = re.compile(
    r"""
        (?P<blank>\s+|--[^\n]*|/\*.*?\*/)
      | (?P<text>'(?:[^']|'')*')
      | (?P<quoted>"(?:[^"]|"")*")
      | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<word>[A-Za-z_$][A-Za-z0-9_$]*)
      | (?P<symbol><<|>>|<=|>=|<>|!=|[?*.,:=<>+\-(){}\[\]])
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)

KEYWORDS: Final = frozenset(
    [
        "ALL",
        "AND",
        "ASC",
        "BETWEEN",
        "BY",
        "DELETE",
        "DESC",
        "EXISTS",
        "FALSE",
        "FROM",
        "IN",
        "INSERT",
        "INTO",
        "IS",
        "LIMIT",
        "MISSING",
        "NOT",
        "NULL",
        "OR",
        "ORDER",
        "RETURNING",
        "SELECT",
        "SET",
        "TRUE",
        "UPDATE",
        "VALUE",
        "WHERE",
    ]
)
"""Words that are no attribute names unless they stand in double quotes."""


class Token(NamedTuple):
    """A piece of a statement.

    Attributes:
        kind: `text`, `quoted`, `number`, `word`, `symbol` or `end`.
        text: What it says: without quotes, and a keyword in capitals.
        start: Where it starts.
    """

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The keyword that this is, in capitals; else nothing."""
        word = self.text.upper()
        return word if self.kind == "word" and word in KEYWORDS else ""


def tokenize(statement: str) -> list[Token]:
    """Cut a statement into tokens; the last one is the end.

    Raises:
        ValidationException: A quotation does not end, or there is a character that no token has.
    """
    tokens: list[Token] = []
    position = 0
    while position < len(statement):
        match = _TOKEN.match(statement, position)
        if match is None:
            raise malformed("")
        if match.lastgroup != "blank":
            kind = match.lastgroup or ""
            tokens.append(Token(kind, _said(kind, match[0]), position))
        position = match.end()
    return [*tokens, Token("end", "", len(statement))]


def place(statement: str, position: int) -> str:
    """Name a position as the service does: line and column, both from 1."""
    line = statement.count("\n", 0, position)
    return f"{line + 1}:{position - statement.rfind(chr(10), 0, position)}"


def _said(kind: str, text: str) -> str:
    if kind == "text":
        return text[1:-1].replace("''", "'")
    return text[1:-1].replace('""', '"') if kind == "quoted" else text
