"""What stands beside an operator in a condition: literals and references (spec/schema.md §10.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dynamodb_toolbox.expressions.nodes import Path, Value
from dynamodb_toolbox.expressions.paths import invalid_path
from dynamodb_toolbox.records import Record
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.paths import Finder
from dynamodb_toolbox.schema.primitives import stored


class Ref(Record):
    """Another attribute of the same item, to compare with: `{"attr": "level", "gt": ref("limit")}`."""

    path: str


def ref(path: str) -> Ref:
    """Refer to another attribute by its path; never mistaken for a literal, as `{"attr": path}` may be."""
    return Ref(path)


def reference(operand: Any, *, transform: bool | None) -> str | None:
    """Give the path that an operand refers to; `transform=True` takes `{"attr": …}` for a literal."""
    if isinstance(operand, Ref):
        return operand.path
    if transform is not True and isinstance(operand, Mapping) and isinstance(operand.get("attr"), str):
        return str(operand["attr"])
    return None


def referenced(finder: Finder, path: str) -> list[Path]:
    """Give the stored paths of a reference."""
    found = dict.fromkeys(Path(sub.transformed_path) for sub in finder.search(path))
    if not found:
        raise invalid_path(path, "the reference leads nowhere in the schema")
    return list(found)


def literal(schema: Schema, operand: Any, *, transform: bool | None) -> Value:
    """Parse a literal by the schema that it is compared with, as it would be stored."""
    parsed = Parser(schema).parse(operand, fill=False, transform=transform is not False, defined=True)
    return Value(stored(parsed))


def base(schema: Schema) -> Schema:
    """Give the type alone, for operators whose operand need not be a valid value: ranges."""
    props = {"key_validators": (), "put_validators": (), "update_validators": ()}
    return schema.clone(enum=None, **props) if isinstance(schema, t.Primitive) else schema


def prefixed(schema: Schema) -> Schema:
    """Give the schema of what a value of `schema` may begin with: of a converted one, a part of its text."""
    if isinstance(schema, t.StringSchema) and schema.converter is not None:
        return base(t.StringSchema().with_props(schema.props))
    return base(schema)


def contained(schema: Schema) -> list[Schema]:
    """Give the schemas of what `contains` may look for in a value of `schema`."""
    match schema:
        case t.StringSchema():
            return [t.StringSchema()]  # a substring is not encoded
        case t.SetSchema() | t.ListSchema():
            return [schema.elements]
        case t.TupleSchema():
            return list(schema.elements)
        case t.AnyOfSchema():
            return [inner for element in schema.elements for inner in contained(element)]
        case _:
            return [schema]
