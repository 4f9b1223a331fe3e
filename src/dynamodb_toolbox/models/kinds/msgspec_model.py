"""msgspec Structs as schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from dynamodb_toolbox.models.kinds.adapted_model import AdaptedModel
from dynamodb_toolbox.models.kinds.declaration import Declaration
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.props import Validator
from dynamodb_toolbox.values import MISSING

I = TypeVar("I")  # noqa: E741  # an instance


class MsgspecModel(AdaptedModel[I]):
    """How instances of a Struct and items become each other.

    A Struct cannot be made without its constructor: its `__post_init__` runs when an item is read, too.
    """

    def declarations(self) -> Iterable[Declaration]:
        """Give the fields; renamed ones are stored under the name that they are encoded by."""
        kind: Any = self.kind
        generic = kind[self.arguments] if self.arguments else kind
        for field in msgspec.structs.fields(generic):
            options = {} if field.encode_name == field.name else {"saved_as": field.encode_name}
            yield Declaration(
                field.name,
                field.type,
                default=_default(field),
                absence=(msgspec.UnsetType, msgspec.UNSET),
                options=options,
                check=_check(field.type) if _constrained(field.type) else None,
            )

    def constants(self) -> Mapping[str, Attribute]:
        """Give the tag of a tagged Struct."""
        kind: Any = self.kind
        config = kind.__struct_config__
        if config.tag is None:
            return {}
        tag = s.string() if isinstance(config.tag, str) else s.number()
        return {config.tag_field: tag.enum(config.tag).default(config.tag)}

    def made(self, values: dict[str, Any]) -> I:
        """Make an instance; msgspec's constructor does not validate."""
        return self.kind(**values)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory
    return MISSING if field.default is msgspec.NODEFAULT else field.default


def _constrained(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated and any(
        isinstance(entry, msgspec.Meta) for entry in get_args(annotation)[1:]
    ):
        return True
    return any(_constrained(argument) for argument in get_args(annotation))


def _check(annotation: Any) -> Validator:
    """Give the constraints of `msgspec.Meta` as a validator."""

    def check(value: Any) -> bool | str:
        try:
            msgspec.convert(value, annotation)
        except msgspec.ValidationError as error:
            return str(error)
        return True

    return check
