"""`from_pydantic_model`: the schema of a pydantic model."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Sequence,
)
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Final, Literal, NewType, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.ambiguity import clash, in_order
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.pydantic import own_checks
from dynamodb_toolbox.schema.pydantic.annotations import marked, stated
from dynamodb_toolbox.schema.pydantic.attributes import attribute_of, described
from dynamodb_toolbox.schema.pydantic.attributes_model import AttributesModel
from dynamodb_toolbox.schema.pydantic.declared import Declared, fields_of, has_fields
from dynamodb_toolbox.schema.pydantic.scalars import SCALARS, enum_schema, literal_schemas
from dynamodb_toolbox.schema.pydantic.spots import Spot
from dynamodb_toolbox.schema.unions import discriminators


def from_pydantic_model(
    model: type[BaseModel], *, keys: Collection[str] = (), ignore_model_validators: bool = False
) -> t.ItemSchema:
    """Make the schema of a model: what its instances give by `to_input` is what the schema takes.

    Args:
        model: The model.
        keys: The fields that take part in the primary key, besides those annotated with `Key()`.
        ignore_model_validators: Whether validators of the model as a whole may be left out: an item has
            none. Those of nested models run.

    Raises:
        DynamoDBToolboxError: `pydantic.…` where the model says what no schema can; `schema.…` where the
            schema is not sound, as with a default of another type.
    """
    spot = Spot()
    if issubclass(model, (RootModel, AttributesModel)):
        reason = (
            "has no attributes" if issubclass(model, RootModel) else "was made from a schema: take that one"
        )
        raise spot.error("pydantic.unsupportedType", f"{model.__name__} {reason}.")
    if own_checks.has_model_validators(model) and not ignore_model_validators:
        raise spot.error(
            "pydantic.unsupportedValidator",
            f"{model.__name__} has a validator of the model as a whole, which an item cannot run: "
            "validate by the model before, and pass ignore_model_validators=True.",
        )
    schema = t.ItemSchema(_Reader(frozenset(keys)).attributes(model, spot))
    unknown = [name for name in keys if name not in schema.attributes]
    if unknown:
        raise spot.error("pydantic.unknownKey", f"{model.__name__} has no such field: {', '.join(unknown)}.")
    check(schema)
    return schema


class _Reader:
    """Reads annotations."""

    def __init__(self, keys: frozenset[str]) -> None:
        self.keys = keys

    def attributes(self, model: Any, spot: Spot) -> dict[str, Attribute]:
        """Give the attributes of a class with fields."""
        inner = spot.inside(model)
        return {
            field.name: self._attribute(model, field, inner.attribute(field.name))
            for field in fields_of(model, inner)
        }

    def _attribute(self, owner: Any, field: Declared, spot: Spot) -> Attribute:
        info = field.info
        schema = stated(info.metadata) or self._typed(info.annotation, info.discriminator, spot)
        validator = own_checks.check_of_field(owner, field.name, info, spot)
        return attribute_of(schema, field, validator, spot, key=spot.path in self.keys)

    def read(self, annotation: Any, spot: Spot) -> Attribute:
        """Give the schema of a type."""
        return self._typed(annotation, None, spot)

    def _typed(self, annotation: Any, discriminator: Any, spot: Spot) -> Attribute:
        origin = get_origin(annotation)
        if origin is Annotated:
            return self._annotated(annotation, discriminator, spot)
        if origin in {Union, UnionType}:
            return self._union(get_args(annotation), discriminator, spot)
        if origin is Literal:
            return _joined(literal_schemas(get_args(annotation), spot), spot)
        if isinstance(annotation, NewType):
            return self._typed(annotation.__supertype__, discriminator, spot)
        if isinstance(annotation, TypeAliasType):
            return self._typed(annotation.__value__, discriminator, spot.inside(annotation))
        scalar = SCALARS.get(annotation) if origin is None else None
        return self._composed(annotation, spot) if scalar is None else scalar()

    def _annotated(self, annotation: Any, discriminator: Any, spot: Spot) -> Attribute:
        kind, *metadata = get_args(annotation)
        infos = [part for part in metadata if isinstance(part, FieldInfo)]
        for info in infos:
            discriminator = info.discriminator or discriminator
        schema = stated(metadata) or self._typed(kind, discriminator, spot)
        for info in infos:
            schema = described(schema, info)
        return marked(own_checks.checked(schema, own_checks.check_of_annotation(kind, metadata)), metadata)

    def _union(self, kinds: Sequence[Any], discriminator: Any, spot: Spot) -> Attribute:
        named = [kind for kind in kinds if kind is not type(None) and not (kind is int and float in kinds)]
        elements = [self.read(kind, spot.element(i)) for i, kind in enumerate(named)]
        union = t.AnyOfSchema(*elements)
        if isinstance(discriminator, str) and discriminator in discriminators(union):
            elements = [union.discriminate(discriminator)]
        return _joined([*elements, s.null()] if type(None) in kinds else elements, spot)

    def _composed(self, annotation: Any, spot: Spot) -> Attribute:
        origin, arguments = get_origin(annotation) or annotation, get_args(annotation)
        container = _CONTAINERS.get(origin)
        if container is not None:
            return container(self, arguments, spot)
        if isinstance(origin, type) and not arguments:
            if issubclass(origin, Enum):
                return enum_schema(origin, spot)
            if issubclass(origin, RootModel):
                return self._root_model(origin, spot.inside(origin))
            if has_fields(origin):
                schema = t.MapSchema(self.attributes(origin, spot))
                return own_checks.checked(schema, own_checks.check_of_model(origin))
        raise spot.unsupported(annotation, "the type is not known")

    def _root_model(self, model: type[RootModel[Any]], spot: Spot) -> Attribute:
        info = model.model_fields["root"]
        schema = stated(info.metadata) or self._typed(info.annotation, info.discriminator, spot)
        checks = own_checks.check_of_field(model, "root", info, spot), own_checks.check_of_model(model)
        for validator in checks:
            schema = own_checks.checked(schema, validator)
        return schema

    def list_of(self, arguments: tuple[Any, ...], spot: Spot) -> Attribute:
        """Give the schema of a list, or of a tuple of any length."""
        return s.list(self.read(arguments[0] if arguments else Any, spot.element("n")))

    def tuple_of(self, arguments: tuple[Any, ...], spot: Spot) -> Attribute:
        """Give the schema of a tuple."""
        if not arguments or arguments[-1] is Ellipsis:
            return self.list_of(arguments, spot)
        return s.tuple(*(self.read(kind, spot.element(i)) for i, kind in enumerate(arguments)))

    def set_of(self, arguments: tuple[Any, ...], spot: Spot) -> Attribute:
        """Give the schema of a set."""
        element = self.read(arguments[0] if arguments else Any, spot.element("x"))
        if not isinstance(element, (t.StringSchema, t.NumberSchema, t.BinarySchema)):
            raise spot.unsupported(
                f"A set of {element.type}", "DynamoDB has sets of strings, of numbers and of bytes only"
            )
        return s.set(element)

    def record_of(self, arguments: tuple[Any, ...], spot: Spot) -> Attribute:
        """Give the schema of a dict."""
        key, value = arguments or (str, Any)
        keys = self.read(key, replace(spot, path=f"{spot.path} (KEY)"))
        if not isinstance(keys, t.StringSchema):
            raise spot.unsupported(
                f"A dict with keys of {keys.type}", "DynamoDB has maps with strings as keys only"
            )
        record = s.record(keys, self.read(value, spot.element("string")))
        return record if keys.props.enum is None else record.partial()  # as pydantic asks for no key


def _joined(elements: Sequence[Attribute], spot: Spot) -> Attribute:
    """Give the union of schemas that can be told apart."""
    if len(elements) == 1:
        return elements[0]
    ordered = in_order(elements)
    for index, second in enumerate(ordered):
        if any(clash(first, second) for first in ordered[:index]):
            raise spot.error(
                "pydantic.ambiguousUnion",
                "what is stored cannot be told apart by the types of this union. Give its models a "
                "discriminator, or say which schema it has: Annotated[…, As(s.…)].",
            )
    return t.AnyOfSchema(*ordered)


_Container = Callable[[_Reader, tuple[Any, ...], Spot], Attribute]

_CONTAINERS: Final = MappingProxyType[Any, _Container](
    {
        list: _Reader.list_of,
        Sequence: _Reader.list_of,
        MutableSequence: _Reader.list_of,
        tuple: _Reader.tuple_of,
        set: _Reader.set_of,
        frozenset: _Reader.set_of,
        AbstractSet: _Reader.set_of,
        MutableSet: _Reader.set_of,
        dict: _Reader.record_of,
        Mapping: _Reader.record_of,
        MutableMapping: _Reader.record_of,
    }
)
