"""What a model reads about a tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dynamodb_toolbox.table import Table


def described(sentence: str, notes: Mapping[str, Any]) -> str:
    """Give a description: what the tool does, then the `title` and `description` of its subject."""
    return "\n".join([sentence, *_noted(notes)])


def _noted(notes: Mapping[str, Any]) -> Iterator[str]:
    if notes.get("title"):
        yield f"# {notes['title']}"
    if notes.get("description"):
        yield f"\n{str(notes['description']).rstrip('.')}."


def shown_name(table: Table, key: str) -> str:
    """Give the name of a table that a model reads: the deployed one, or else the one in the database."""
    return key if table.name is None else table.get_name()
