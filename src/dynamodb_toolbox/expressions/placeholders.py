"""What the placeholders of a parsed expression stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dynamodb_toolbox.expressions.lexer import ExpressionFault
from dynamodb_toolbox.expressions.nodes import Path, Value
from dynamodb_toolbox.values import AttributeValue


class Substitution:
    """Puts names and values where their placeholders stand.

    Attributes:
        nested_paths: The paths met that lead into an attribute.
    """

    def __init__(self, names: Mapping[str, str], values: Mapping[str, AttributeValue]) -> None:
        self._names = names
        self._values = values
        self.nested_paths: list[Path] = []

    def name(self, placeholder: str) -> str:
        """Give the attribute name of a placeholder.

        Raises:
            ExpressionFault: It is not defined.
        """
        try:
            return self._names[placeholder]
        except KeyError:
            raise ExpressionFault(
                "An expression attribute name used in the document path is not defined; "
                f"attribute name: {placeholder}"
            ) from None

    def path(self, path: Path) -> Path:
        """Put real names into a path."""
        bound = Path(tuple([self._element(element) for element in path.elements]))
        if len(bound.elements) > 1:
            self.nested_paths.append(bound)
        return bound

    def _element(self, element: str | int) -> str | int:
        return self.name(element) if isinstance(element, str) and element.startswith("#") else element

    def value(self, value: Value) -> Value:
        """Put the wire value in the place of its placeholder.

        Raises:
            ExpressionFault: It is not defined.
        """
        try:
            return Value(self._values[value.value])
        except KeyError:
            raise ExpressionFault(
                "An expression attribute value used in expression is not defined; "
                f"attribute value: {value.value}"
            ) from None

    def require(self, placeholders: Iterable[str]) -> None:
        """Check that each of `placeholders` is defined."""
        for placeholder in placeholders:
            if placeholder.startswith("#"):
                self.name(placeholder)
            else:
                self.value(Value(placeholder))
