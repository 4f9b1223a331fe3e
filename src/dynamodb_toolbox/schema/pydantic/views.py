"""Which side of a schema a model shows: what a caller gives in a mode, or what a caller gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.format.reading import invalid, missing
from dynamodb_toolbox.schema.parse.steps import attribute_required, invalid_input
from dynamodb_toolbox.schema.props import Link, Validator
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema
from dynamodb_toolbox.values import MISSING

InputMode: TypeAlias = Literal["put", "key"]


@dataclass(frozen=True, slots=True)
class View:
    """One view of a schema.

    Attributes:
        mode: The mode of an input.
        formatted: Whether this is what a caller gets.
        partial: Whether any attribute of a formatted item may be missing.
    """

    mode: InputMode = "put"
    formatted: bool = False
    partial: bool = False

    def shown(self, schema: MapSchema | ItemSchema) -> dict[str, Attribute]:
        """Give the attributes that the view has."""
        if self.formatted:
            return {name: child for name, child in schema.attributes.items() if not child.props.hidden}
        return schema.key_attributes if self.mode == "key" else schema.attributes

    def requires(self, schema: Schema) -> bool:
        """Tell whether a value must be there, after defaults and links."""
        if self.formatted:
            return schema.props.required != "never" and not self.partial
        return schema.props.is_required(self.mode)

    def default(self, schema: Schema) -> Any:
        """Give the default as the schema has it; `MISSING` where it has none."""
        return MISSING if self.formatted else getattr(schema.props, f"{self._slot(schema)}_default")

    def link(self, schema: Schema) -> Link | None:
        """Give the link that the parser will follow."""
        return None if self.formatted else getattr(schema.props, f"{self._slot(schema)}_link")

    def validators(self, schema: Schema) -> Sequence[Validator]:
        """Give the validators; reading runs none."""
        return () if self.formatted else getattr(schema.props, f"{self._slot(schema)}_validators")

    def fault(self, received: Any, expected: Any = None) -> DynamoDBToolboxError:
        """Build the error for a value that the schema does not allow."""
        return (invalid if self.formatted else invalid_input)(received, (), expected)

    def absence(self, name: str) -> DynamoDBToolboxError:
        """Build the error for a required value that is missing."""
        return (missing if self.formatted else attribute_required)((name,))

    def _slot(self, schema: Schema) -> str:
        return schema.props.slot(self.mode)
