"""The names that other tools' files give to tables, besides the deployed ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.table import Table


def named(tables: Sequence[Table]) -> dict[str, Table]:
    """Give tables by their deployed names.

    Raises:
        DynamoDBToolboxError: `table.missingTableName`; `table.invalidName` where it is an ARN, under which no
            table can be created; `table.duplicateName` where two have one name.
    """
    found: dict[str, Table] = {}
    for table in tables:
        name = table.get_name()
        if name.startswith("arn:"):
            message = f"A table is exported by its name; got the ARN {name!r}."
            raise DynamoDBToolboxError("table.invalidName", message, path="name", payload={"received": name})
        if found.setdefault(name, table) is not table:
            message = (
                f"Two tables have the name '{name}': export them one by one, or name one of them otherwise."
            )
            raise DynamoDBToolboxError(
                "table.duplicateName", message, path="name", payload={"received": name}
            )
    return found


def pascal_case(names: Sequence[str]) -> Iterator[str]:
    """Give each table a name of letters and digits, ending with `Table`: `poke` is `PokeTable`."""
    yield from _distinct("".join(word[:1].upper() + word[1:] for word in _words(name)) for name in names)


def snaked(name: str) -> str:
    """Give such a name for code: `PokeScoresTable` is `poke_scores_table`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _words(name: str) -> list[str]:
    words = re.findall(r"[A-Za-z0-9]+", name)
    if words and words[0][0].isdigit():
        words.insert(0, "table")
    return words if words and words[-1].lower() == "table" else [*words, "table"]


def _distinct(names: Iterator[str]) -> Iterator[str]:
    taken: set[str] = set()
    for name in names:
        number, chosen = 1, name
        while chosen.lower() in taken:
            number += 1
            chosen = f"{name}{number}"
        taken.add(chosen.lower())
        yield chosen
