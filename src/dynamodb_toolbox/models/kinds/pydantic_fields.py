"""What a pydantic model, or a dataclass of pydantic, declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from dynamodb_toolbox.models.kinds.declaration import Declaration
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.pydantic import own_checks
from dynamodb_toolbox.schema.pydantic.spots import Spot
from dynamodb_toolbox.values import MISSING


def declarations_of(
    kind: Any, parameters: Mapping[str, Mapping[Any, Any]] | None = None
) -> Iterator[Declaration]:
    """Give the fields that are stored: all but those with `exclude=True`."""
    for name, info in fields_of(kind).items():
        if not info.exclude:
            yield _declaration(kind, name, info, (parameters or {}).get(name, {}))


def fields_of(kind: Any) -> dict[str, FieldInfo]:
    """Give what pydantic knows of the fields of a class."""
    fields: dict[str, FieldInfo] = kind.__pydantic_fields__
    return fields


def _declaration(kind: Any, name: str, info: FieldInfo, parameters: Mapping[Any, Any]) -> Declaration:
    alias = info.serialization_alias
    said = {
        "saved_as": alias if alias != name else None,
        "title": info.title,
        "description": info.description,
    }
    bare = copy(info)
    bare.metadata = [entry for entry in info.metadata if not _is_ours(entry)]
    return Declaration(
        name,
        Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation,
        parameters,
        _default(info),
        options={option: value for option, value in said.items() if value is not None},
        check=own_checks.check_of_field(kind, name, bare, Spot(name), deep=_constrained(info.annotation)),
    )


def _is_ours(entry: Any) -> bool:
    return hasattr(entry, "modify") or isinstance(entry, Attribute)


def _default(info: FieldInfo) -> Any:
    if info.default_factory is not None:  # one that looks at other fields is for the constructor to ask
        return MISSING if info.default_factory_takes_validated_data else info.default_factory
    return MISSING if info.default is PydanticUndefined else info.default


def _constrained(annotation: Any) -> bool:
    """Tell whether anything within an annotation is validated besides its type."""
    if get_origin(annotation) is Annotated:
        metadata = get_args(annotation)[1:]
        if any(own_checks.validates(entry) for entry in metadata if not _is_ours(entry)):
            return True
    return any(_constrained(argument) for argument in get_args(annotation))
