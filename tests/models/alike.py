"""Whether two schemas are the same: types, properties and all that is below."""

from collections.abc import Iterator
from typing import Any

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.dto.write import SchemaDTO


def described(schema: Schema) -> Any:
    """Give all that a schema says, as plain values that compare."""
    converter = getattr(schema, "converter", None)
    kind = None if converter is None else (converter.name, converter.python_type)
    return type(schema), schema.props, kind, list(children(schema))


def children(schema: Schema) -> Iterator[Any]:
    match schema:
        case t.ItemSchema() | t.MapSchema():
            yield from ((name, described(child)) for name, child in schema.attributes.items())
        case t.SetSchema() | t.ListSchema():
            yield described(schema.elements)
        case t.TupleSchema() | t.AnyOfSchema():
            yield from map(described, schema.elements)
        case t.RecordSchema():
            yield from map(described, (schema.keys, schema.elements))
        case _:
            return


def assert_alike(one: Schema, other: Schema) -> None:
    assert described(one) == described(other)
    assert SchemaDTO(one).to_json() == SchemaDTO(other).to_json()
