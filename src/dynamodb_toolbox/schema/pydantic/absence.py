"""What is not there: `MISSING` in a field, and how defaults fill it, as the parser does.

A default is filled where a value is missing, and nothing more is filled inside of it. So a field's factory
marks what it fills, and while a marked value is validated, the factories below give nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidatorFunctionWrapHandler, WrapSerializer, WrapValidator
from pydantic_core import PydanticKnownError

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.pydantic.views import View
from dynamodb_toolbox.values import MISSING, copied

_SETTLED: Final[ContextVar[bool]] = ContextVar("settled", default=False)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A default's value, not yet validated."""

    value: Any


def filler(schema: Schema, view: View) -> Callable[[], Any]:
    """Give a function that fills a missing value: by the schema's default, or by `MISSING`."""
    default = view.default(schema)

    def fill() -> Any:
        if default is MISSING or _SETTLED.get():
            return MISSING
        value = copied(default() if callable(default) else default)
        return value if value is MISSING else _Filled(value)

    return fill


def presence(schema: Schema, view: View) -> tuple[WrapValidator, WrapSerializer]:
    """Let a value be `MISSING`, where the schema does not require it or a link will fill it."""
    required, linked = view.requires(schema), view.link(schema) is not None

    def present(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        if value is MISSING:
            if required and (not linked or _SETTLED.get()):
                raise PydanticKnownError("missing")
            return MISSING
        return _settled(value.value, handler) if isinstance(value, _Filled) else handler(value)

    # A lambda: an annotated function would tell its type to the JSON Schema.
    return WrapValidator(present), WrapSerializer(lambda v, handler: v if v is MISSING else handler(v))


def _settled(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    token = _SETTLED.set(True)
    try:
        return handler(value)
    finally:
        _SETTLED.reset(token)


def given(entries: Mapping[Any, Any]) -> dict[Any, Any]:
    """Give the entries that are there."""
    return {name: value for name, value in entries.items() if value is not MISSING}


def padded(values: Iterable[Any], fillers: Iterable[Callable[[], Any]]) -> list[Any]:
    """Give as many values as there are places, the missing ones filled; those past the last are dropped."""
    rest = iter(values)
    return [fill() if value is MISSING else value for fill in fillers for value in [next(rest, MISSING)]]
