"""The types of the schema language (spec/schema.md §4), as plain nodes.

The public way to write them is the namespace `s`: `s.string()` is `StringSchema()`.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, Unpack, cast

from dynamodb_toolbox.schema.base import Attribute, Schema

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.converter import Converter
    from dynamodb_toolbox.schema.props_input import PropsInput
    from dynamodb_toolbox.schema.transformers import Transformer

I = TypeVar("I")  # noqa: E741  # an item


class Transformable(Attribute):
    """A type whose value can be stored in another form."""

    def transform(self, transformer: Transformer) -> Self:
        """Store the value encoded by `transformer`, and decode it when it is read."""
        return self.clone(transform=transformer)


class Primitive(Transformable):
    """A type whose values can be enumerated.

    Attributes:
        converter: How another Python type is stored as this one, such as a `datetime` as a string.
    """

    converter: Converter | None = None

    def enum(self, *values: Any) -> Self:
        """Allow only these values; replaces an earlier enum."""
        return self.clone(enum=values)

    def const(self, value: Any) -> Self:
        """Allow only this value, and fill it where it is missing (puts; a key: always)."""
        return self.enum(value).default(value)


class AnySchema(Transformable):
    """Anything that DynamoDB can hold."""

    type: ClassVar[str] = "any"

    def cast_as(self, python_type: Any) -> Self:
        """Say which Python type the value has, for type checkers and models; nothing is checked here."""
        return self.clone(cast_as=python_type)


class NullSchema(Primitive):
    """`None`; meant for unions: `s.any_of(s.string(), s.null())`."""

    type: ClassVar[str] = "null"


class BooleanSchema(Primitive):
    """A `bool`."""

    type: ClassVar[str] = "boolean"


class NumberSchema(Primitive):
    """An `int`, `float` or `Decimal`; read back as `int` where integral, else `float`."""

    type: ClassVar[str] = "number"

    def big(self, big: bool = True) -> Self:
        """Read the number back exactly: `int` where integral, else `Decimal`."""
        return self.clone(big=big)


class StringSchema(Primitive):
    """A `str`."""

    type: ClassVar[str] = "string"


class BinarySchema(Primitive):
    """`bytes` (or a `bytearray` or `memoryview`); read back as `bytes`."""

    type: ClassVar[str] = "binary"


class SetSchema(Attribute):
    """A `set` of strings, of numbers or of bytes."""

    type: ClassVar[str] = "set"

    def __init__(self, elements: Attribute, **props: Unpack[PropsInput]) -> None:
        super().__init__(**props)
        self.elements = elements


class ListSchema(Attribute):
    """A `list` of elements of one schema."""

    type: ClassVar[str] = "list"

    def __init__(self, elements: Attribute, **props: Unpack[PropsInput]) -> None:
        super().__init__(**props)
        self.elements = elements


class TupleSchema(Attribute):
    """A `list` of a fixed length, each place with a schema of its own."""

    type: ClassVar[str] = "tuple"

    def __init__(self, *elements: Attribute) -> None:
        super().__init__()
        self.elements = elements


class RecordSchema(Attribute):
    """A `dict` whose keys have one schema and whose values have another.

    Where the keys have an enum, each of them must be there, unless the record is partial.
    """

    type: ClassVar[str] = "record"

    def __init__(self, keys: StringSchema, elements: Attribute, **props: Unpack[PropsInput]) -> None:
        super().__init__(**props)
        self.keys = keys
        self.elements = elements

    def partial(self, partial: bool = True) -> Self:
        """Let enumerated keys be missing."""
        return self.clone(partial=partial)


class _Attributes(Schema):
    """Named attributes: what `item` and `map` share."""

    def __init__(self, attributes: Mapping[str, Attribute], **props: Unpack[PropsInput]) -> None:
        super().__init__(**props)
        self.attributes: dict[str, Attribute] = dict(attributes)
        self.key_attributes = {name: child for name, child in self.attributes.items() if child.props.key}

    def saved_name(self, name: str) -> str:
        """Give the name under which the attribute `name` is stored."""
        saved_as = self.attributes[name].props.saved_as
        return name if saved_as is None else saved_as

    def pick(self, *names: str) -> Self:
        """Keep only these attributes, in the order given; their links are reset."""
        return self._rebuilt({name: self.attributes[name] for name in names if name in self.attributes})

    def omit(self, *names: str) -> Self:
        """Keep all but these attributes; the links of the others are reset."""
        return self._rebuilt({name: child for name, child in self.attributes.items() if name not in names})

    def and_(self, more: Mapping[str, Attribute] | Callable[[Self], Mapping[str, Attribute]]) -> Self:
        """Add attributes; one of the same name takes the place of the old one."""
        added = more(self) if callable(more) else more
        return self._with_attributes({**self.attributes, **added})

    def __and__(self, more: Mapping[str, Attribute]) -> Self:
        return self.and_(more)

    def _rebuilt(self, attributes: Mapping[str, Attribute]) -> Self:
        return self._with_attributes({name: _unlinked(child) for name, child in attributes.items()})

    def _with_attributes(self, attributes: dict[str, Attribute]) -> Self:
        return type(self)(attributes).with_props(self.props)


class MapSchema(_Attributes, Attribute):
    """A `dict` of named attributes."""

    type: ClassVar[str] = "map"


class ItemSchema(_Attributes):
    """The root: the `dict` of named attributes that an entity stores."""

    type: ClassVar[str] = "item"

    def typed(self, kind: builtins.type[I]) -> TypedItemSchema[I]:
        """Say of which TypedDict items are, for type checkers: its entities are `Entity[PokemonDict, …]`.

        Args:
            kind: The TypedDict; what is read must fit it (docs/types.md).

        Raises:
            DynamoDBToolboxError: `schema.invalidTypedDict`, with the path of the first attribute that does
                not fit.
        """
        from dynamodb_toolbox.schema.typed_dicts import check_typed_dict  # noqa: PLC0415  # most never need it

        check_typed_dict(self, kind)
        return cast("TypedItemSchema[I]", self)


class TypedItemSchema(ItemSchema, Generic[I]):
    """What `typed` gives, to type checkers; when the program runs, it is the schema itself."""


class AnyOfSchema(Attribute):
    """A union: the first element that accepts a value has it, or the one its discriminator names."""

    type: ClassVar[str] = "anyOf"

    def __init__(self, *elements: Attribute) -> None:
        super().__init__()
        self.elements = elements

    def discriminate(self, attribute: str) -> Self:
        """Choose the element by this attribute: in each element a required string with an enum."""
        return self.clone(discriminator=attribute)


def _unlinked(schema: Attribute) -> Attribute:
    """Give a schema without links, all the way down: they were made for an item that is no more."""
    bare = schema.clone(key_link=None, put_link=None, update_link=None)
    if isinstance(bare, MapSchema):
        return bare.omit()
    if isinstance(bare, (SetSchema, ListSchema, RecordSchema)):
        bare.elements = _unlinked(bare.elements)
    elif isinstance(bare, (TupleSchema, AnyOfSchema)):
        bare.elements = tuple(map(_unlinked, bare.elements))
    return bare
