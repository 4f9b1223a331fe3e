"""Writing unions: by the discriminator, or by the Python type of the value."""

from __future__ import annotations

from dynamodb_toolbox.records import replace
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.codec.types_of_values import tests_of
from dynamodb_toolbox.schema.codec.written import Writing
from dynamodb_toolbox.schema.types import AnyOfSchema
from dynamodb_toolbox.schema.unions import values_by_leaf


def write_any_of(schema: AnyOfSchema, source: Source, value: str, writing: Writing) -> str:
    """Write by the element that the discriminator names, or by the only one of the value's type."""
    given, result = source.variable(value), source.fresh()
    name = schema.props.discriminator
    if name is None:
        tests = [(element, test.format(given)) for element, test in tests_of(schema)]
    else:
        tag = source.variable(f"{given}[{name!r}]")
        tests = [
            (leaf, f"{tag} in {source.constant(frozenset(values), 'tags')}")
            for (leaf, _), values in values_by_leaf(schema)
        ]
    same_level = replace(writing, depth=writing.depth - 1)
    for number, (element, test) in enumerate(tests):
        with source.block(f"{'elif' if number else 'if'} {test}:"):
            source.line(f"{result} = f'{same_level.of(element, source, given)}'")
    with source.block("else:"):
        source.line("raise Deviation")
    return f"{{{result}}}"
