"""What pydantic runs on one value: the checks of the parser, and nothing that changes the value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
)
from pydantic.errors import PydanticInvalidForJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.json_schema import JSONSchemer
from dynamodb_toolbox.schema.parse.parser import parse_node
from dynamodb_toolbox.schema.parse.steps import Walk
from dynamodb_toolbox.schema.parse.steps import validated as run_validators
from dynamodb_toolbox.schema.primitives import is_allowed, is_type, key_text, type_name
from dynamodb_toolbox.schema.pydantic.absence import given
from dynamodb_toolbox.schema.pydantic.inputs import awaits_link, plain
from dynamodb_toolbox.schema.pydantic.python_types import base_type
from dynamodb_toolbox.schema.pydantic.views import View
from dynamodb_toolbox.schema.types import BinarySchema, Primitive, RecordSchema
from dynamodb_toolbox.values import plain_number


def refusal(error: DynamoDBToolboxError) -> PydanticCustomError:
    """Give an error of ours as one of pydantic's: its type is our code."""
    code: Any = error.code  # pydantic wants it written out
    return PydanticCustomError(code, "{message}", {"message": error.message})


@dataclass(frozen=True, slots=True)
class Leaf:
    """Checks a primitive as the parser does; the annotated type only describes it.

    In JSON there are no bytes, dates and the like: there, pydantic reads them from text first.
    """

    schema: Primitive
    view: View

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_wrap_validator_function(
            self._checked,
            handler.generate_schema(base_type(self.schema)),
            serialization=core_schema.plain_serializer_function_ser_schema(_dumped, when_used="json"),
        )

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = JSONSchemer(self.schema).formatted_value_schema()
        return {name: _json(part) for name, part in described.items() if name != "$schema"}

    def _checked(self, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if info.mode == "json" and (self.schema.converter or isinstance(self.schema, BinarySchema)):
            value = handler(value)
        if not is_type(self.schema, value):
            raise refusal(self.view.fault(value, type_name(self.schema)))
        if not is_allowed(self.schema, value):
            raise refusal(self.view.fault(value, list(self.schema.props.enum or ())))
        return value


def _dumped(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value


def _json(part: Any) -> Any:
    if isinstance(part, list):
        return [_json(element) for element in part]
    return float(part) if isinstance(part, Decimal) else part


@dataclass(frozen=True, slots=True)
class Described:
    """Adds a title and a description to the JSON Schema of an element; and lets any type have one."""

    schema: Schema

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        try:
            described = handler(core)
        except PydanticInvalidForJsonSchema:  # a class that `cast_as` names
            described = {}
        notes = {"title": self.schema.props.title, "description": self.schema.props.description}
        return {**described, **{name: text for name, text in notes.items() if text is not None}}


@dataclass(frozen=True, slots=True)
class AllKeys:
    """Requires each enumerated key of a record."""

    schema: RecordSchema
    view: View

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        names = [key_text(self.schema.keys, name) for name in self.schema.keys.props.enum or ()]
        return {**handler(core), "required": names}

    def _checked(self, value: dict[Any, Any]) -> dict[Any, Any]:
        for name in self.schema.keys.props.enum or ():
            if name not in value:
                raise refusal(self.view.absence(key_text(self.schema.keys, name)))
        return value


def container(schema: Schema, view: View) -> Callable[[Any, ValidationInfo], Any]:
    """Give a function that refuses what is no container of the schema's type; in JSON, sets are lists."""
    kind, take = _CONTAINERS[schema.type]

    def taken(value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, kind):
            return take(value)
        if schema.type == "set" and info.mode == "json":
            return value
        raise refusal(view.fault(value, schema.type))

    return taken


_CONTAINERS: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "set": (AbstractSet, set),
    "list": ((list, tuple), list),
    "tuple": ((list, tuple), list),
    "record": (Mapping, given),
}


def validated(schema: Schema, view: View) -> Callable[[Any], Any]:
    """Give a function that runs the validators of a schema on a value that is valid otherwise.

    Where links are still to fill something in it, the validators are left to the parser.
    """

    def run(value: Any) -> Any:
        errors: list[DynamoDBToolboxError] = []
        if not awaits_link(value):
            run_validators(schema, plain(value), (), Walk(parse_node, mode=view.mode, errors=errors))
        for error in errors:
            raise refusal(error)
        return value

    return run


def tried(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """Let an element of a union not fit, whatever its validators raise."""
    try:
        return handler(value)
    except ValidationError:
        raise
    except Exception as error:
        raise ValueError(repr(error)) from error
