"""pydantic models as schemas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.kinds.adapted_model import AdaptedModel
from dynamodb_toolbox.models.kinds.declaration import Declaration, unsupported
from dynamodb_toolbox.models.kinds.pydantic_fields import declarations_of

I = TypeVar("I", bound=BaseModel)  # noqa: E741  # an instance


class PydanticModel(AdaptedModel[I]):
    """How instances of a pydantic model and items become each other.

    What is read is made as `model_construct` makes it: no validator runs, as they have run before;
    `model_post_init` does, as private attributes are filled there.
    """

    def declarations(self) -> Iterable[Declaration]:
        """Give the fields that are stored."""
        kind = self.kind
        if issubclass(kind, RootModel) or kind.model_config.get("extra") == "allow":
            raise DynamoDBToolboxError(
                "schema.unsupportedClass",
                f"{kind.__name__} cannot be a schema: "
                + (
                    "a RootModel has no attributes; annotate with the type that it holds."
                    if issubclass(kind, RootModel)
                    else "with extra='allow', it holds attributes that a schema does not know."
                ),
                path=kind.__name__,
                payload={"received": kind},
            )
        kind.model_rebuild()
        for name, info in kind.model_fields.items():
            if info.exclude and info.is_required():
                raise unsupported(
                    f"{kind.__name__}.{name}",
                    "with exclude=True it is not stored, and an instance that is read "
                    "needs a value: give it a default",
                )
        yield from declarations_of(kind)

    def made(self, values: dict[str, Any]) -> I:
        """Make an instance without validation; fields that are not stored have their defaults."""
        kind = self.kind
        instance = kind.__new__(kind)
        filled = {
            name: values[name]
            if name in values
            else info.get_default(call_default_factory=True, validated_data=values)
            for name, info in kind.model_fields.items()
        }
        object.__setattr__(instance, "__dict__", filled)
        object.__setattr__(instance, "__pydantic_fields_set__", set(values))
        object.__setattr__(instance, "__pydantic_extra__", None)
        object.__setattr__(instance, "__pydantic_private__", None)
        instance.model_post_init(None)
        return instance
