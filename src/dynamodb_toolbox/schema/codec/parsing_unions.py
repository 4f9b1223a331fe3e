"""Parsing unions: by a discriminator, or where each element is of a Python type of its own, by the type."""

from __future__ import annotations

from dynamodb_toolbox.schema.codec.plan import Parsing, Unsupported
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.codec.types_of_values import tests_of
from dynamodb_toolbox.schema.types import AnyOfSchema
from dynamodb_toolbox.schema.unions import values_by_leaf


def parse_any_of(schema: AnyOfSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Check by the element that the discriminator names, or by the only one of the value's type."""
    if parsing.links_below(schema):
        raise Unsupported
    parsing.view(schema, source, value)
    result = source.fresh()
    if schema.props.discriminator is not None:
        _discriminated(schema, source, (value, result), parsing)
    else:
        for number, (element, test) in enumerate(tests_of(schema)):
            with source.block(f"{'elif' if number else 'if'} {test.format(value)}:"):
                source.line(f"{result} = {parsing.of(element, source, value)}")
    with source.block("else:"):
        source.line("raise Deviation")
    parsing.validate(schema, source, result)
    return result


def _discriminated(schema: AnyOfSchema, source: Source, names: tuple[str, str], parsing: Parsing) -> None:
    value, result = names
    source.deviate_if(f"{value}.__class__ is not dict")
    tag = source.variable(f"{value}.get({schema.props.discriminator!r})")
    groups = values_by_leaf(schema)
    if not groups:
        raise Unsupported
    for number, ((leaf, unions), values) in enumerate(groups):
        with source.block(
            f"{'elif' if number else 'if'} {tag} in {source.constant(frozenset(values), 'tags')}:"
        ):
            source.line(f"{result} = {parsing.of(leaf, source, value)}")
            for union in reversed(unions):
                parsing.validate(union, source, result)
