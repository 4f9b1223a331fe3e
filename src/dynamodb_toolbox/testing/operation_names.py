"""The names of operations, as tests give them: one that is misspelt would never be met, nor made."""

from __future__ import annotations

from difflib import get_close_matches

from dynamodb_toolbox.engine.operations import OPERATIONS


def check_operation(operation: str) -> None:
    """Check that the engine has an operation.

    Raises:
        ValueError: It has none of that name.
    """
    if operation in OPERATIONS:
        return
    alike = {name.lower(): name for name in OPERATIONS}
    [found, *_] = [*get_close_matches(operation.lower().replace("_", ""), alike, n=1), ""]
    meant = f"Did you mean {alike[found]!r}?" if found else f"It has: {', '.join(OPERATIONS)}."
    raise ValueError(f"The engine has no operation {operation!r}. {meant}")
