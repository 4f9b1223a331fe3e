"""Where a path of the schema leads: to which schemas, under which stored names (spec/schema.md §9, §11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.nodes import Path, Projection
from dynamodb_toolbox.expressions.paths import invalid_path, parse_path
from dynamodb_toolbox.records import Record
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.values import Place


class SubSchema(Record):
    """A schema found at a path, the path as written, and the path as stored."""

    schema: Schema
    formatted_path: Place
    transformed_path: Place


class Finder:
    """Finds what a path leads to; through a union, each element's answer."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def search(self, path: str | Place) -> list[SubSchema]:
        """Give all schemas at `path`, in the order of the union's elements; none where it leads nowhere.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath` where the text is no path.
        """
        place = parse_path(path) if isinstance(path, str) else path
        return [SubSchema(schema, place, stored) for schema, stored in _search(self.schema, place)]


Found = Iterator[tuple[Schema, Place]]


def _search(schema: Schema, place: Place) -> Found:
    if not place:
        yield schema, ()
        return
    match schema:
        case t.AnySchema():
            yield t.AnySchema(), place
        case t.AnyOfSchema():
            for element in schema.elements:
                yield from _search(element, place)
        case _:
            child = _child(schema, place[0])
            if child is not None:
                for found, rest in _search(child[0], place[1:]):
                    yield found, (child[1], *rest)


def _child(schema: Schema, element: str | int) -> tuple[Schema, str | int] | None:
    match schema, element:
        case (t.MapSchema() | t.ItemSchema(), str()) if element in schema.attributes:
            return schema.attributes[element], schema.saved_name(element)
        case t.RecordSchema(), str():
            return _entry(schema, element)
        case t.ListSchema(), int():
            return schema.elements, element
        case t.TupleSchema(), int() if element < len(schema.elements):
            return schema.elements[element], element
        case _:
            return None


def _entry(schema: t.RecordSchema, name: str) -> tuple[Schema, str] | None:
    converter = schema.keys.converter
    try:
        return schema.elements, Parser(schema.keys).parse(
            name if converter is None else converter.decode(name)
        )
    except Exception:  # noqa: BLE001  # whatever a validator raises, no entry has that key
        return None


class OwnedPath(str):
    """A path as text that knows of which schema it is; see `models.paths`."""

    __slots__ = ("check",)

    check: Callable[[Schema], None]
    """Raises `actions.invalidExpressionAttributePath` for another schema."""


class PathParser:
    """Turns paths of the schema into a projection of stored paths."""

    def __init__(self, schema: Schema) -> None:
        self._finder = Finder(schema)

    def transform(self, paths: Iterable[str], *, strict: bool = True) -> Projection:
        """Give the stored paths, without repeats, and without those inside of another.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath` for a path that leads nowhere;
                with `strict=False` it is left out.
        """
        found: dict[Place, None] = {}
        for path in paths:
            if isinstance(path, OwnedPath) and not self._owns(path, strict=strict):
                continue
            places = [sub.transformed_path for sub in self._finder.search(path)]
            if not places and strict:
                raise invalid_path(path, "it leads nowhere in the schema")
            found |= dict.fromkeys(places)
        return Projection(without_inner(tuple(map(Path, found))))

    def _owns(self, path: OwnedPath, *, strict: bool) -> bool:
        try:
            path.check(self._finder.schema)
        except DynamoDBToolboxError:
            if strict:
                raise
            return False
        return True


def without_inner(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Leave out what lies inside of another path; DynamoDB refuses paths that overlap."""
    places = {path.elements for path in paths}

    def is_inner(place: Place) -> bool:
        return any(place[:length] in places for length in range(1, len(place)))

    return tuple(path for path in paths if not is_inner(path.elements))
