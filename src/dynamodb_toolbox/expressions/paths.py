"""Paths as text (`evolutions[0].to`, `['any.thing']`) and as tuples (`("evolutions", 0, "to")`).

The tuple is what travels; the text is read once, strictly, and written only for people. A name may hold
anything: one with `.`, `[`, `]`, a quote or a backslash, or the empty one, goes in `['…']`, where a
backslash escapes a quote or a backslash.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.values import Place

# Both are compiled by the first path that is read (`re` keeps them): most requests have none.
_ELEMENT: Final = r"\[(?P<index>[0-9]+)\]|\['(?P<quoted>(?:[^'\\]|\\.)*)'\]|(?P<dot>\.?)(?P<name>[^.\[\]]+)"
_ESCAPED: Final = r"\\(['\\])"
_NEED_QUOTES: Final = frozenset(".[]'\\")


@lru_cache(maxsize=1024)
def parse_path(text: str) -> Place:
    """Read a path; the empty text is the root.

    Raises:
        DynamoDBToolboxError: `actions.invalidExpressionAttributePath` where a character does not belong.
    """
    elements: list[str | int] = []
    position = 0
    element = re.compile(_ELEMENT, re.DOTALL)
    while position < len(text):
        match = element.match(text, position)
        if match is None or not _joins(match, position):
            raise invalid_path(text)
        elements.append(_element(match))
        position = match.end()
    return tuple(elements)


def _joins(match: re.Match[str], position: int) -> bool:
    """A plain name opens the path bare, and follows anything else after a dot."""
    return match["name"] is None or bool(match["dot"]) == (position > 0)


def _element(match: re.Match[str]) -> str | int:
    if match["index"] is not None:
        return int(match["index"])
    if match["quoted"] is not None:
        return re.sub(_ESCAPED, r"\1", match["quoted"])
    return match["name"]


def format_path(elements: Place) -> str:
    """Write a path so that `parse_path` reads it back."""
    return "".join(_written(element, index == 0) for index, element in enumerate(elements))


def _written(element: str | int, first: bool) -> str:
    if isinstance(element, int):
        return f"[{element}]"
    if not element or not _NEED_QUOTES.isdisjoint(element):
        escaped = element.replace("\\", "\\\\").replace("'", "\\'")
        return f"['{escaped}']"
    return element if first else f".{element}"


def invalid_path(text: str, reason: str = "it is not a path") -> DynamoDBToolboxError:
    """Build the error for a path that cannot be read or leads nowhere."""
    return DynamoDBToolboxError(
        "actions.invalidExpressionAttributePath",
        f"Unable to use the path '{text}': {reason}. "
        "Expected attribute names of the schema joined by dots, list[0], or ['a.name'] for odd names.",
        payload={"attributePath": text},
    )
