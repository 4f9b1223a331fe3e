"""What a class of another library says of one attribute, told alike for all libraries."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import getattr_static
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.annotations import shape_of
from dynamodb_toolbox.models.attr import Attr
from dynamodb_toolbox.models.field import Field
from dynamodb_toolbox.models.options import modified, validator_of
from dynamodb_toolbox.models.shapes import Shape
from dynamodb_toolbox.records import Record
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.props import Validator
from dynamodb_toolbox.schema.types import AnyOfSchema, AnySchema, Primitive, SetSchema
from dynamodb_toolbox.schema.update.actions import UpdateAction
from dynamodb_toolbox.values import MISSING

NO_PARAMETERS: Final[Mapping[Any, Any]] = {}


class Declaration(Record):
    """One attribute, as its class declares it.

    Attributes:
        name: Its name.
        annotation: Its type, with what `Annotated` adds.
        parameters: What type variables in it stand for.
        default: What it has where nothing is given, a value or a function; `MISSING`: nothing.
        absence: The type and the value that say absence besides `None`: `UNSET` of msgspec.
        optional: Whether it may be left out without having a default, as of a TypedDict.
        options: What the class says besides, in the words of `attr(…)`.
        check: The validation that the class has of its own; it sees what the class has.
    """

    name: str
    annotation: Any
    parameters: Mapping[Any, Any] = NO_PARAMETERS
    default: Any = MISSING
    absence: tuple[Any, Any] | None = None
    optional: bool = False
    options: Mapping[str, Any] = NO_PARAMETERS
    check: Validator | None = None


class AdaptedField(Field):
    """One attribute of such a class.

    Attributes:
        absent: What an instance has where the attribute is absent; `MISSING`: no such value.
    """

    absent: Any = MISSING


def field_of(kind: type[Any], declared: Declaration) -> AdaptedField:
    """Read one attribute.

    Raises:
        DynamoDBToolboxError: `schema.…` where no schema can say it.
    """
    where = f"{kind.__name__}.{declared.name}"
    if isinstance(getattr_static(kind, declared.name, None), Attr):
        raise unsupported(where, "an attr(…) as its default is that object: write Annotated[…, attr(…)]")
    base, metadata = _split(declared.annotation)
    base, absent = _absence(base, declared)
    said = {name: it for entry in metadata if isinstance(entry, Attr) for name, it in entry.options.items()}
    others = [entry for entry in metadata if not isinstance(entry, Attr)]
    may_be_absent = declared.optional or absent is not MISSING
    options = {**_presence(declared, may_be_absent=may_be_absent), **declared.options, **said}
    shape = modified(shape_of(_annotated(base, others), where, declared.parameters), options, where)
    shape = shape if declared.check is None else _checked(shape, declared.check)
    internal = bool(options.get("internal"))
    if not may_be_absent:
        _refuse_absence(shape, where, internal=internal)
    required = declared.default is MISSING and not may_be_absent
    return AdaptedField(declared.name, shape, declared.default, required, absent is None, internal, absent)


def unsupported(where: str, reason: str) -> DynamoDBToolboxError:
    """Build the error for an attribute that cannot be stored, or not be read back."""
    return DynamoDBToolboxError(
        "schema.unsupportedField", f"{where} cannot be part of a schema: {reason}.", path=where
    )


def _split(annotation: Any) -> tuple[Any, list[Any]]:
    """Give a type, and what `Annotated` adds to it, outermost last."""
    if get_origin(annotation) is not Annotated:
        return annotation, []
    inner, *metadata = get_args(annotation)
    return inner, metadata


def _annotated(base: Any, metadata: list[Any]) -> Any:
    return Annotated[(base, *metadata)] if metadata else base


def _absence(base: Any, declared: Declaration) -> tuple[Any, Any]:
    """Give the type without what says absence, and the value that says it; `MISSING`: there is none."""
    members = get_args(base) if get_origin(base) in (Union, UnionType) else ()
    candidates = ((NoneType, None), declared.absence)
    for kind, value in (candidate for candidate in candidates if candidate is not None):
        if declared.default is value and kind in members:
            return Union[tuple(member for member in members if member is not kind)], value  # noqa: UP007
    return base, MISSING


def _presence(declared: Declaration, *, may_be_absent: bool) -> dict[str, Any]:
    if may_be_absent:
        return {"required": "never"}
    return {} if declared.default is MISSING else {"default": declared.default}


def _checked(shape: Shape, check: Validator) -> Shape:
    """Let the validation of the class look at values; in updates too, where they come whole."""
    seen = validator_of(shape, check)
    schema = shape.schema.validate(seen)
    if not schema.props.key and _comes_whole(schema):
        schema = schema.update_validate(lambda value: isinstance(value, UpdateAction) or seen(value))
    return shape.with_schema(schema)


def _comes_whole(schema: Attribute) -> bool:
    if isinstance(schema, AnyOfSchema):
        return all(map(_comes_whole, schema.elements))
    return isinstance(schema, (Primitive, SetSchema, AnySchema))


def _refuse_absence(shape: Shape, where: str, *, internal: bool) -> None:
    """Refuse what may be missing in what is read, where an instance has no value that says so."""
    props = shape.schema.props
    reason = (
        "it is hidden, hence not read"
        if props.hidden
        else "the entity adds it, or does not"
        if internal
        else "it may be absent"
        if props.required == "never"
        else None
    )
    if reason is not None:
        raise unsupported(
            where, f"{reason}, and an instance needs a value: write `… | None` with the default None"
        )
