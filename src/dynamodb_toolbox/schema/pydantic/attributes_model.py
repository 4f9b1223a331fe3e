"""The base of the models made from schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer, model_validator

from dynamodb_toolbox.schema.pydantic.absence import given
from dynamodb_toolbox.values import MISSING


class AttributesModel(BaseModel):
    """Named attributes; those that are not there are `MISSING`, and are left out of dumps.

    Attributes:
        linked_fields: The fields that the parser fills by links where they are missing.
    """

    model_config = ConfigDict(
        extra="ignore",
        arbitrary_types_allowed=True,
        protected_namespaces=(),
        serialize_by_alias=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )
    linked_fields: ClassVar[frozenset[str]] = frozenset()

    if TYPE_CHECKING:  # the fields are known when the schema is

        def __init__(self, **attributes: Any) -> None: ...

        def __getattr__(self, field: str) -> Any: ...

    @model_validator(mode="before")
    @classmethod
    def _given(cls, data: Any) -> Any:
        return given(data) if isinstance(data, Mapping) else data

    # A lambda: an annotated function would tell its type to the JSON Schema.
    _without_absent = model_serializer(mode="wrap")(lambda self, handler: _present(self, handler))  # noqa: PLW0108


def _present(model: AttributesModel, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
    dumped: dict[str, Any] = handler(model)
    for name in absent_fields(model):
        dumped.pop(name, None)  # no attribute bears the name of another one's field
        dumped.pop(attribute_name(type(model), name), None)
    return dumped


def absent_fields(model: AttributesModel) -> list[str]:
    """Give the fields that have no value."""
    return [name for name in type(model).model_fields if getattr(model, name) is MISSING]


def attribute_name(model: type[AttributesModel], field: str) -> str:
    """Give the attribute that a field stands for."""
    alias = model.model_fields[field].alias
    return field if alias is None else alias
