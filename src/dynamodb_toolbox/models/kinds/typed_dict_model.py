"""TypedDicts as schemas: what is read is a dict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final, NotRequired, Required, TypeVar, get_args, get_origin

from dynamodb_toolbox.models.kinds.adapted_model import AdaptedModel
from dynamodb_toolbox.models.kinds.declaration import Declaration
from dynamodb_toolbox.models.kinds.hints import typed_dict_hints
from dynamodb_toolbox.models.model import Wanted
from dynamodb_toolbox.models.plain import plain
from dynamodb_toolbox.models.shapes import below

I = TypeVar("I")  # noqa: E741  # an instance

_READ_ONLY: Final = "ReadOnly"  # of typing from 3.13, of typing_extensions before


class TypedDictModel(AdaptedModel[I]):
    """How dicts of a TypedDict and items become each other.

    What an entity adds, as `created`, stays in the dict.
    """

    def declarations(self) -> Iterable[Declaration]:
        """Give the keys; those that are not required are optional attributes."""
        kind: Any = self.kind
        for name, (hint, parameters) in typed_dict_hints(kind, self.arguments).items():
            annotation, required = _unqualified(hint, required=name in kind.__required_keys__)
            yield Declaration(name, annotation, parameters, optional=not required)

    def load(self, item: dict[str, Any]) -> I:
        """Give the dict itself, with what is within it loaded."""
        for name, field in self.fields.items():
            if name in item and not field.shape.plain:
                item[name] = field.shape.load(item[name])
        return self.made(item)

    def part(self, item: dict[str, Any], wanted: Wanted = None) -> I:
        """Give the dict of what was read."""
        for name, field in self.fields.items():
            if name in item and not field.shape.plain:
                item[name] = field.shape.part(item[name], below(wanted, name), partial=wanted is None)
        return self.made(item)

    def made(self, values: dict[str, Any]) -> I:
        """Give the dict."""
        instance: Any = values
        return instance  # type: ignore[no-any-return]  # at run time, a TypedDict is a dict

    def dump(self, instance: Any) -> dict[str, Any]:
        """Give the dict with what is within it dumped; update actions within stay."""
        dumped: dict[str, Any] = plain(instance)
        return dumped

    def holds(self, value: object) -> bool:
        """Tell whether `value` is a dict."""
        return isinstance(value, dict)


def _unqualified(hint: Any, *, required: bool) -> tuple[Any, bool]:
    """Take `Required`, `NotRequired` and `ReadOnly` off a type; what they say outweighs the class."""
    qualifier = get_origin(hint)
    if qualifier is Annotated:
        inner, *metadata = get_args(hint)
        bare, required = _unqualified(inner, required=required)
        return Annotated[(bare, *metadata)], required
    if qualifier not in (Required, NotRequired) and getattr(qualifier, "_name", "") != _READ_ONLY:
        return hint, required
    [inner] = get_args(hint)
    bare, inner_required = _unqualified(inner, required=required)
    return bare, qualifier is Required if qualifier in (Required, NotRequired) else inner_required
