"""How the elements of a union without a discriminator are told apart: by the Python types of their values."""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.plan import Unsupported
from dynamodb_toolbox.schema.types import AnyOfSchema, Primitive

# By type of schema: what its values are called here, and the test that tells them.
_TYPES: Final[dict[str, tuple[str, str]]] = {
    "null": ("None", "{0} is None"),
    "boolean": ("bool", "{0}.__class__ is bool"),
    "number": ("number", "{0}.__class__ is int or {0}.__class__ is float"),
    "string": ("str", "{0}.__class__ is str"),
    "binary": ("bytes", "{0}.__class__ is bytes"),
    "set": ("set", "{0}.__class__ is set"),
    "list": ("list", "{0}.__class__ is list"),
    "tuple": ("list", "{0}.__class__ is list"),
    "map": ("dict", "{0}.__class__ is dict"),
    "record": ("dict", "{0}.__class__ is dict"),
}


def tests_of(schema: AnyOfSchema) -> list[tuple[Schema, str]]:
    """Give each element of a union with the test of its values, to be formatted with a variable.

    Raises:
        Unsupported: Types do not tell the elements apart.
    """
    types = [_type_of(element) for element in schema.elements]
    if not types or len({name for name, _ in types}) != len(types):
        raise Unsupported
    return [(element, test) for element, (_, test) in zip(schema.elements, types, strict=True)]


def _type_of(element: Schema) -> tuple[str, str]:
    if element.type not in _TYPES or (isinstance(element, Primitive) and element.converter is not None):
        raise Unsupported
    return _TYPES[element.type]
