"""Where the reading of a model stands, and the errors that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dynamodb_toolbox.errors import DynamoDBToolboxError


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a model, named as `check` names it.

    Attributes:
        path: The attributes on the way; `None` at the root.
        within: The models that are being read, outermost first.
    """

    path: str | None = None
    within: tuple[Any, ...] = ()

    def attribute(self, name: str) -> Spot:
        """Go to an attribute."""
        return Spot(name if self.path is None else f"{self.path}.{name}", self.within)

    def element(self, index: int | str) -> Spot:
        """Go to an element."""
        return Spot(f"{self.path or ''}[{index}]", self.within)

    def inside(self, model: Any) -> Spot:
        """Enter a model or an alias.

        Raises:
            DynamoDBToolboxError: `pydantic.recursiveModel` where it has been entered before.
        """
        if model in self.within:
            raise self.error(
                "pydantic.recursiveModel",
                f"{name_of(model)} holds itself, and a schema has an end: annotate the field with "
                "As(s.any()); its own validation still runs.",
            )
        return Spot(self.path, (*self.within, model))

    def unsupported(self, annotation: Any, reason: str) -> DynamoDBToolboxError:
        """Build the error for a type that no schema stands for."""
        return self.error(
            "pydantic.unsupportedType",
            f"{name_of(annotation)} has no schema: {reason}. Say which one: Annotated[…, As(s.…)].",
        )

    def error(self, code: str, message: str) -> DynamoDBToolboxError:
        """Build an error of this place."""
        where = "" if self.path is None else f"Field '{self.path}': "
        return DynamoDBToolboxError(code, where + message, path=self.path)


def name_of(annotation: Any) -> str:
    """Name a type for people."""
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)
