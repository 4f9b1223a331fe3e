"""The functions of a schema by name, so that a DTO can say which one it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from dynamodb_toolbox.errors import DynamoDBToolboxError

Functions: TypeAlias = Mapping[str, Any]
"""Defaults, links, validators, transformers and enum classes, by names of the user's choice."""


def name_of(function: Any, functions: Functions | None, path: str) -> dict[str, str]:
    """Give `{"name": …}` for a function; nothing without a registry, as in the reference.

    Raises:
        DynamoDBToolboxError: `dto.unnamedFunction` where there is a registry, and the function is not in it.
    """
    if functions is None:
        return {}
    for name, candidate in functions.items():
        if candidate is function:
            return {"name": name}
    raise DynamoDBToolboxError(
        "dto.unnamedFunction",
        f"The schema at '{path}' has {function!r}, which is not among the functions given: "
        f"{', '.join(functions) or 'none'}. Add it under a name.",
        path=path,
    )


def function_named(dto: Mapping[str, Any], functions: Functions | None, path: str) -> Any:
    """Give the function that a part of a DTO names; `None` where it names none.

    Raises:
        DynamoDBToolboxError: `dto.unknownFunction` where no function of that name was given.
    """
    name = dto.get("name")
    if name is None:
        return None
    if functions is None or name not in functions:
        raise DynamoDBToolboxError(
            "dto.unknownFunction",
            f"The DTO at '{path}' names the function '{name}', which was not given. "
            f"Pass it: `functions={{'{name}': …}}`.",
            path=path,
        )
    return functions[name]
