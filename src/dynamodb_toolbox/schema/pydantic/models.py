"""`PydanticSchemer`: the views of a schema as pydantic models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Union

from pydantic import AfterValidator, BeforeValidator, Field, WrapValidator, create_model
from pydantic import model_validator as validates_model
from pydantic_core import PydanticSerializationError, to_jsonable_python

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.pydantic import choices
from dynamodb_toolbox.schema.pydantic.absence import filler, given, padded, presence
from dynamodb_toolbox.schema.pydantic.attributes_model import AttributesModel
from dynamodb_toolbox.schema.pydantic.checks import AllKeys, Described, Leaf, container, tried, validated
from dynamodb_toolbox.schema.pydantic.names import field_names, model_name
from dynamodb_toolbox.schema.pydantic.python_types import annotated, bare_union, parametrized, primitive_type
from dynamodb_toolbox.schema.pydantic.views import InputMode, View
from dynamodb_toolbox.values import MISSING


class PydanticSchemer:
    """Makes pydantic models of a schema's views; `schema.build(PydanticSchemer)`.

    Each call makes new classes: keep what it gives.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def input_model(self, name: str, *, mode: InputMode = "put") -> type[AttributesModel]:
        """Make the model of what a caller gives.

        Args:
            name: The name of the model; those of nested maps begin with it.
            mode: `put`, or `key`: key attributes only, at every depth.

        Raises:
            DynamoDBToolboxError: `pydantic.invalidSchema` where the schema is neither an item nor a map.
        """
        return self._model(name, View(mode))

    def formatted_model(self, name: str, *, partial: bool = False) -> type[AttributesModel]:
        """Make the model of what a caller gets: no hidden attributes, and no validators.

        Args:
            name: The name of the model; those of nested maps begin with it.
            partial: Whether any attribute may be missing, at every depth.

        Raises:
            DynamoDBToolboxError: `pydantic.invalidSchema` where the schema is neither an item nor a map.
        """
        return self._model(name, View(formatted=True, partial=partial))

    def _model(self, name: str, view: View) -> type[AttributesModel]:
        if not isinstance(self.schema, (t.MapSchema, t.ItemSchema)):
            raise DynamoDBToolboxError(
                "pydantic.invalidSchema",
                f"A model has attributes: make it of an item or a map; got a schema of type "
                f"{self.schema.type}. Put it in one: s.item({{'value': …}}).",
                payload={"received": self.schema.type},
            )
        return _Maker(view).model(self.schema, name)


class _Maker:
    """Makes annotations and models of one view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.models: dict[tuple[Schema, str | None], type[AttributesModel]] = {}

    def model(
        self, schema: t.MapSchema | t.ItemSchema, name: str, tag: str | None = None
    ) -> type[AttributesModel]:
        """Give the model of a map or an item: one for each schema, wherever it stands.

        `tag` is the attribute by which pydantic is to tell the model from others.
        """
        if (schema, tag) not in self.models:
            self.models[schema, tag] = self._made(schema, name, tag)
        return self.models[schema, tag]

    def _made(self, schema: t.MapSchema | t.ItemSchema, name: str, tag: str | None) -> type[AttributesModel]:
        shown = self.view.shown(schema)
        names = field_names(shown)
        fields: dict[str, Any] = {
            names[attribute]: self._tag(child, attribute)
            if attribute == tag
            else self._field(child, attribute, model_name(name, attribute))
            for attribute, child in shown.items()
        }
        model: type[AttributesModel] = create_model(
            name,
            __base__=AttributesModel,
            __doc__=schema.props.description,
            __validators__=self._model_validators(schema),
            **fields,
        )
        model.linked_fields = frozenset(names[a] for a, c in shown.items() if self.view.link(c) is not None)
        return model

    def _model_validators(self, schema: Schema) -> dict[str, Any]:
        if not self.view.validators(schema):
            return {}
        check = validated(schema, self.view)
        return {"_validated": validates_model(mode="after")(lambda self: check(self))}  # noqa: PLW0108  # a method

    def _tag(self, schema: Attribute, attribute: str) -> tuple[Any, Any]:
        """Give the field of a plain discriminator: of a bare `Literal`, as pydantic looks for it."""
        kind = parametrized(Literal, *(schema.props.enum or ()))
        return annotated(kind, AfterValidator(validated(schema, self.view))), Field(
            **_notes(schema, attribute)
        )

    def _field(self, schema: Attribute, attribute: str, name: str) -> tuple[Any, Any]:
        """Give the annotation and the settings of a field."""
        view, notes = self.view, _notes(schema, attribute)
        default, may_be_absent = view.default(schema), not view.requires(schema)
        if may_be_absent or default is not MISSING or view.link(schema) is not None:
            notes |= {"default_factory": filler(schema, view), "validate_default": True}
            notes |= {"json_schema_extra": _shown_default(default)}
        return self._present(schema, name), Field(**notes)

    def annotation(self, schema: Attribute, name: str) -> Any:
        """Give the annotation of a value that is there."""
        checks = () if not self.view.validators(schema) else (AfterValidator(validated(schema, self.view)),)
        if isinstance(schema, t.MapSchema):  # its model runs the validators
            return annotated(self.model(schema, name), Described(schema))
        return annotated(self._typed(schema, name), *checks, Described(schema))

    def _present(self, schema: Attribute, name: str) -> Any:
        return annotated(self.annotation(schema, name), *presence(schema, self.view))

    def _typed(self, schema: Attribute, name: str) -> Any:
        match schema:
            case t.Primitive():
                return annotated(
                    primitive_type(schema, formatted=self.view.formatted), Leaf(schema, self.view)
                )
            case t.SetSchema():
                return self._container(schema, parametrized(set, self.annotation(schema.elements, name)))
            case t.ListSchema():
                return self._container(schema, parametrized(list, self._present(schema.elements, name)))
            case t.TupleSchema():
                return self._tuple(schema, name)
            case t.RecordSchema():
                return self._record(schema, name)
            case t.AnyOfSchema():
                return self._union(schema, name)
            case _:
                return Any if schema.props.cast_as is None else schema.props.cast_as

    def _container(self, schema: Attribute, kind: Any) -> Any:
        return annotated(kind, BeforeValidator(container(schema, self.view)))

    def _tuple(self, schema: t.TupleSchema, name: str) -> Any:
        """Give a tuple; where elements may be missing, which ones are there is not known."""
        elements = [self._present(e, model_name(name, str(i))) for i, e in enumerate(schema.elements)]
        if self.view.partial:
            first = choices.FirstOf(elements)
            chosen = choices.ChosenOf(choices.without_loss(elements), elements, first)
            either = annotated(bare_union(elements), chosen)
            return self._container(schema, parametrized(list, either))
        fillers = [filler(element, self.view) for element in schema.elements]
        whole = BeforeValidator(
            lambda values: padded(values, fillers) if isinstance(values, list) else values
        )
        return self._container(schema, annotated(parametrized(tuple, *elements), whole))

    def _record(self, schema: t.RecordSchema, name: str) -> Any:
        keys, elements = self.annotation(schema.keys, name), self.annotation(schema.elements, name)
        kind = self._container(schema, parametrized(dict, keys, elements))
        required = schema.keys.props.enum is not None and not schema.props.partial
        if not (required and self.view.requires(schema.elements)):
            return kind
        return annotated(kind, AllKeys(schema, self.view))

    def _union(self, schema: t.AnyOfSchema, name: str) -> Any:
        field = choices.plain_discriminator(schema, self.view)
        if field is not None:
            maps = self._maps(schema, name, schema.props.discriminator)
            return annotated(
                parametrized(Union, *maps), Field(discriminator=field), BeforeValidator(_as_dict)
            )
        elements = [self.annotation(e, model_name(name, str(i))) for i, e in enumerate(schema.elements)]
        first = choices.FirstOf([annotated(element, WrapValidator(tried)) for element in elements])
        if self.view.formatted:
            chosen = choices.ChosenOf(choices.without_loss(elements), elements, first)
        elif schema.props.discriminator is not None:
            chosen = choices.ChosenOf(choices.by_discriminator(schema), self._maps(schema, name), first)
        else:
            return annotated(bare_union(elements), first)
        return annotated(bare_union(elements), chosen)

    def _maps(self, schema: t.AnyOfSchema, name: str, tag: str | None = None) -> list[Any]:
        """Give the models of a discriminated union, with the validators of the unions between."""
        maps: list[Any] = []
        for i, (found, unions) in enumerate(choices.leaves(schema)):
            checks = (AfterValidator(validated(u, self.view)) for u in reversed(unions))
            maps.append(annotated(self.model(found, model_name(name, str(i)), tag), *checks))
        return maps


def _as_dict(value: Any) -> Any:
    return given(value) if isinstance(value, Mapping) else value


def _notes(schema: Schema, attribute: str) -> dict[str, Any]:
    return {"alias": attribute, "title": schema.props.title, "description": schema.props.description}


def _shown_default(default: Any) -> dict[str, Any]:
    """Give a static default for the JSON Schema, where JSON can hold it."""
    if default is MISSING or callable(default):
        return {}
    try:
        return {"default": to_jsonable_python(default, bytes_mode="base64")}
    except PydanticSerializationError:
        return {}
