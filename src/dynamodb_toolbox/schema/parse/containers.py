"""Parsing what has children: set, list, tuple, map, record and item.

Each reads the same: open the children, then take them through the steps together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.parse.steps import (
    INVALID,
    Steps,
    Walk,
    invalid_input,
    unknown_attribute,
    validated,
)
from dynamodb_toolbox.schema.primitives import key_text
from dynamodb_toolbox.schema.types import (
    ItemSchema,
    ListSchema,
    MapSchema,
    RecordSchema,
    SetSchema,
    TupleSchema,
)
from dynamodb_toolbox.values import MISSING, Place, copied


def parse_set(schema: SetSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Parse each element; encoding may make two of them one."""
    if not isinstance(value, AbstractSet):
        yield from _refused(value, place, schema.type, walk)
        return
    children = [walk.node(schema.elements, e, (*place, i), walk.inner) for i, e in enumerate(value)]
    if walk.fill:
        yield {next(child) for child in children}
        yield {child.send(MISSING) for child in children}
    yield validated(schema, _whole_set(children), place, walk)
    if walk.transform:
        yield {next(child) for child in children}


def _whole_set(children: list[Steps]) -> Any:
    parsed = [next(child) for child in children]
    return INVALID if INVALID in parsed else set(parsed)


def parse_list(schema: ListSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Parse each element by the one schema; in updates a missing element stays a hole."""
    if not isinstance(value, (list, tuple)):
        yield from _refused(value, place, schema.type, walk)
        return
    children = [walk.node(schema.elements, e, (*place, i), walk.inner) for i, e in enumerate(value)]
    yield from _sequence(schema, children, place, walk)


def parse_tuple(schema: TupleSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Parse each element by the schema of its place; what is past the last one is dropped."""
    if not isinstance(value, (list, tuple)):
        yield from _refused(value, place, schema.type, walk)
        return
    padded = [*value, *[MISSING] * (len(schema.elements) - len(value))]
    children = [
        walk.node(element, padded[i], (*place, i), walk.inner) for i, element in enumerate(schema.elements)
    ]
    yield from _sequence(schema, children, place, walk)


def _sequence(schema: ListSchema | TupleSchema, children: list[Steps], place: Place, walk: Walk) -> Steps:
    if walk.fill:
        root = yield [next(child) for child in children]
        yield [child.send(root) for child in children]
    parsed = [next(child) for child in children]
    whole: Any = INVALID if INVALID in parsed else parsed
    yield validated(schema, whole, place, walk)
    if walk.transform:
        yield [next(child) for child in children]


def parse_map(schema: MapSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Parse the declared attributes; the others are dropped."""
    if not isinstance(value, Mapping):
        yield from _refused(value, place, schema.type, walk)
        return
    steps = _attributes(schema, value, place, walk)
    if walk.fill:
        root = yield next(steps)
        yield steps.send(root)
    yield validated(schema, next(steps), place, walk)
    if walk.transform:
        yield next(steps)


def parse_item(schema: ItemSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Parse the root: as a map, and links are given the whole of it with its defaults."""
    if not isinstance(value, Mapping):
        yield from _refused_by(_invalid_item(value), walk)
        return
    steps = _attributes(schema, value, place, walk)
    if walk.fill:
        defaulted = next(steps)
        yield defaulted
        yield steps.send(defaulted)
    yield next(steps)
    if walk.transform:
        yield next(steps)


def _attributes(schema: MapSchema | ItemSchema, value: Mapping[str, Any], place: Place, walk: Walk) -> Steps:
    declared = schema.key_attributes if walk.mode == "key" else schema.attributes
    children = {
        name: walk.node(child, value.get(name, MISSING), (*place, name), walk.inner)
        for name, child in declared.items()
    }
    extras = {name: child for name, child in value.items() if name not in declared}
    if walk.fill:
        root = yield _present((name, next(child)) for name, child in children.items()) | copied(extras)
        yield _present((name, child.send(root)) for name, child in children.items()) | copied(extras)
    parsed = _present((name, next(child)) for name, child in children.items())
    unknown = [name for name in value if name not in schema.attributes] if walk.forbid_unknown else []
    for name in unknown:
        walk.fail(unknown_attribute(value[name], (*place, str(name)), list(declared)))
    yield INVALID if unknown or INVALID in parsed.values() else parsed
    if walk.transform:
        yield _present((schema.saved_name(name), next(child)) for name, child in children.items())


def parse_record(schema: RecordSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Parse each key by the one schema and each value by the other, in lock step."""
    if not isinstance(value, Mapping):
        yield from _refused(value, place, schema.type, walk)
        return
    entries = [
        (
            walk.node(schema.keys, name, (*place, key_text(schema.keys, name)), walk),
            walk.node(schema.elements, child, (*place, key_text(schema.keys, name)), walk.inner),
        )
        for name, child in value.items()
        if child is not MISSING
    ]
    if walk.fill:
        root = yield {next(key): next(child) for key, child in entries}
        yield {key.send(root): child.send(root) for key, child in entries}
    whole = _whole_record(entries, schema, value, place, walk)
    yield validated(schema, whole, place, walk)
    if walk.transform:
        yield _present((next(key), next(child)) for key, child in entries)


def _whole_record(
    entries: list[tuple[Steps, Steps]],
    schema: RecordSchema,
    value: Mapping[str, Any],
    place: Place,
    walk: Walk,
) -> Any:
    parsed = [(next(key), next(child)) for key, child in entries]
    exhaustive = schema.keys.props.enum is not None and not schema.props.partial and walk.mode != "update"
    absent = [name for name in schema.keys.props.enum or () if value.get(name, MISSING) is MISSING]
    for name in absent if exhaustive else ():
        entry = walk.node(schema.elements, MISSING, (*place, name), walk.inner.settled)
        parsed.append((name, next(entry)))  # required, hence an error, where the mode says so
    wrong = any(INVALID in entry for entry in parsed)
    return INVALID if wrong else _present(parsed)


def _present(entries: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in entries if value is not MISSING}


def _refused(value: Any, place: Place, expected: str, walk: Walk) -> Steps:
    """Give the fill steps their due, then fail: defaults and links elsewhere run before any error."""
    yield from _refused_by(invalid_input(value, place, expected), walk)


def _refused_by(error: DynamoDBToolboxError, walk: Walk) -> Steps:
    if walk.fill:
        received = error.payload["received"]
        yield received
        yield received
    yield walk.fail(error)


def _invalid_item(value: Any) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "parsing.invalidItem",
        f"An item should be a dict of attributes; got {type(value).__name__}: {value!r}.",
        payload={"received": value, "expected": "object"},
    )
