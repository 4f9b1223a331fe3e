"""The settings of one compilation of parsing, and what no code is made for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dynamodb_toolbox.records import Record, replace
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.unions import children_of
from dynamodb_toolbox.values import MISSING

View: TypeAlias = tuple[type, Callable[[Any], dict[str, Any]] | None]
"""A class, and what makes a dict of attributes of its instances; `None`: their `__dict__` is one."""

Views: TypeAlias = dict[int, list[View]]
"""The classes whose instances may stand for maps, by the `id` of the schema."""


class Unsupported(Exception):
    """No code is made for a schema: an input of it is always walked.

    These are unions whose elements no Python type tells apart, and links below the root.
    """


class Parsing(Record):
    """The settings of one compilation.

    Attributes:
        node: Writes the code of one node; the compiler's own dispatch.
        mode: `put` or `key`.
        forbid_unknown: Whether an attribute that the schema does not have is an error, not dropped.
        views: The classes whose instances may stand for maps.
        fill: Whether defaults run here and below.
    """

    node: Callable[[Any, Source, str, Parsing], str]
    mode: Mode
    forbid_unknown: bool
    views: Mapping[int, list[View]]
    fill: bool = True

    def of(self, schema: Schema, source: Source, value: str) -> str:
        """Write the code of a node, and give the expression of the valid value."""
        return self.node(schema, source, value, self)

    def view(self, schema: Schema, source: Source, value: str) -> None:
        """Write the code that makes a dict of an instance that stands for a map."""
        for number, (kind, dump) in enumerate(self.views.get(id(schema), ())):
            test = f"{value}.__class__ is {source.constant(kind, 'class')}"
            with source.block(f"{'elif' if number else 'if'} {test}:"):
                dumped = f"{value}.__dict__" if dump is None else f"{source.constant(dump, 'dump')}({value})"
                source.line(f"{value} = {dumped}")

    @property
    def settled(self) -> Parsing:
        """The same below a value that was filled in, where nothing more is."""
        return replace(self, fill=False)

    def slot(self, schema: Schema, what: str) -> Any:
        """Give the default, link or validators that count in this mode."""
        return getattr(schema.props, f"{schema.props.slot(self.mode)}_{what}")

    def validate(self, schema: Schema, source: Source, value: str) -> None:
        """Write the calls of the validators of a node."""
        for validator in self.slot(schema, "validators"):
            source.deviate_if(f"{source.constant(validator, 'validator')}({value}) is not True")

    def fills_below(self, schema: Schema) -> bool:
        """Tell whether a default or link may run below a node."""
        return any(
            self.slot(child, "default") is not MISSING or self.has_link(child) or self.fills_below(child)
            for child in children_of(schema)
        )

    def links_below(self, schema: Schema) -> bool:
        """Tell whether a link may run below a node."""
        return any(self.has_link(child) or self.links_below(child) for child in children_of(schema))

    def has_link(self, schema: Schema) -> bool:
        """Tell whether a node has a link in this mode."""
        return self.slot(schema, "link") is not None
