"""`Field`: one attribute of a declared class."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from dynamodb_toolbox.models.shapes import Shape
from dynamodb_toolbox.records import Record


class Field(Record):
    """One attribute of a class.

    Attributes:
        name: Its name.
        shape: Its schema, and how its values are loaded and dumped.
        default: What a new instance has where nothing is given, a value or a function; `MISSING`: nothing.
        required: Whether a new instance must be given a value.
        none_is_absent: Whether `None` means that the attribute is absent.
        internal: Whether an entity adds the attribute: it is read, and no part of the schema.
    """

    name: str
    shape: Shape
    default: Any
    required: bool
    none_is_absent: bool
    internal: bool

    def initial(self) -> Any:
        """Give the default for one new instance."""
        return self.default() if callable(self.default) else deepcopy(self.default)
