"""`Entity`: one kind of item in a table (spec/actions.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack, overload

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.internal_attributes import add_internal_attributes
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema, TypedItemSchema
from dynamodb_toolbox.table import Interceptor, KeyAttribute, Table
from dynamodb_toolbox.values import MISSING

if TYPE_CHECKING:
    from dynamodb_toolbox.entity_options import (
        ComputeKey,
        EntityAttributeSetting,
        EntityOptions,
        TimestampsSetting,
    )
    from dynamodb_toolbox.models.model import Model

A = TypeVar("A")
GivenItem = TypeVar("GivenItem")
GivenKey = TypeVar("GivenKey")
I = TypeVar("I")  # noqa: E741  # the item that commands give back
K = TypeVar("K")


class Entity(Generic[I, K]):
    """A kind of item: its name, its table and its schema. `I` is the item read, `K` the key given.

    The schema may be a class (`Entity[Pokemon, …]`): items are given and read as its instances. With a class
    as `key`, keys are given as instances of that (`Entity[Pokemon, PokemonKey]`). See docs/typed.md.

    Attributes:
        name: Tells the entity's items from others of the table.
        table: Where they are stored.
        schema: The stored item: the user's attributes, then the internal ones. Sound: it has been checked.
        attributes: The user's attributes alone.
        model: How items and instances of the class become each other; `None` where items are dicts.
        key_model: The same of the key's class; `None` where keys are dicts.
        compute_key: Gives the primary key; `None` where attributes of the schema are the key.
        entity_attribute: Whether items bear the entity's name, or how.
        timestamps: Whether items bear `created` and `modified`, or how.
        forbid_unknown: Whether an attribute that the schema does not have is an error, instead of dropped.
        meta: Free notes, such as `title` and `description`.
        interceptor: Sees the actions on the entity before they are sent, and may answer them.
    """

    @overload
    def __init__(
        self: Entity[GivenItem, GivenKey],
        *,
        name: str,
        table: Table,
        schema: TypedItemSchema[GivenItem],
        key: type[GivenKey],
        **options: Unpack[EntityOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: Entity[dict[str, Any], GivenKey],
        *,
        name: str,
        table: Table,
        schema: ItemSchema | MapSchema,
        key: type[GivenKey],
        **options: Unpack[EntityOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: Entity[GivenItem, GivenKey],
        *,
        name: str,
        table: Table,
        schema: type[GivenItem],
        key: type[GivenKey],
        **options: Unpack[EntityOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: Entity[GivenItem, Mapping[str, Any]],
        *,
        name: str,
        table: Table,
        schema: TypedItemSchema[GivenItem],
        **options: Unpack[EntityOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: Entity[dict[str, Any], Mapping[str, Any]],
        *,
        name: str,
        table: Table,
        schema: ItemSchema | MapSchema,
        **options: Unpack[EntityOptions],
    ) -> None: ...
    @overload
    def __init__(
        self: Entity[GivenItem, Mapping[str, Any]],
        *,
        name: str,
        table: Table,
        schema: type[GivenItem],
        **options: Unpack[EntityOptions],
    ) -> None: ...
    def __init__(
        self,
        *,
        name: str,
        table: Table,
        schema: ItemSchema | MapSchema | type[Any],
        key: type[Any] | None = None,
        compute_key: ComputeKey | None = None,
        entity_attribute: EntityAttributeSetting = True,
        timestamps: TimestampsSetting = True,
        forbid_unknown: bool = False,
        meta: Mapping[str, Any] | None = None,
    ) -> None:
        self.model: Model[I] | None = None
        self.key_model: Model[K] | None = None
        if not isinstance(schema, (ItemSchema, MapSchema)):
            self.model = _model_of(schema)
            schema = self.model.schema
        if key is not None:
            self.key_model = _model_of(key)
            _check_key_class(name, schema, self.key_model)
        if compute_key is None:
            for part in table.key_attributes():
                _check_carries(name, schema, part)
        self.name = name
        self.table = table
        self.attributes = dict(schema.attributes)
        self.compute_key = compute_key
        self.entity_attribute = entity_attribute
        self.timestamps = timestamps
        self.forbid_unknown = forbid_unknown
        self.meta: dict[str, Any] = dict(meta or {})
        self.interceptor: Interceptor | None = None
        self.codec: Any = None  # the entity compiled, once a command was sent (commands/codecs.py)
        self.views: dict[type[Any], Any] = {}  # the entity seen as other classes (commands/views.py)
        self.schema = add_internal_attributes(
            schema,
            entity_name=name,
            entity_saved_as=table.entity_attribute_saved_as,
            entity_attribute=entity_attribute,
            timestamps=timestamps,
        )
        check(self.schema)

    def build(self, action: Callable[[Entity[I, K]], A]) -> A:
        """Give `action` this entity: `entity.build(PutItemCommand)`."""
        return action(self)


def _model_of(kind: type[GivenItem]) -> Model[GivenItem]:
    from dynamodb_toolbox.models.registry import model_of  # noqa: PLC0415  # only where there is a class

    return model_of(kind)


def _check_carries(entity: str, schema: ItemSchema | MapSchema, key: KeyAttribute) -> None:
    """Without `compute_key`, each part of the table's key must be an attribute that is always there."""
    attribute = next(
        (child for name, child in schema.key_attributes.items() if schema.saved_name(name) == key["name"]),
        None,
    )
    fault = "it has no key attribute saved as" if attribute is None else _fault(attribute, key)
    if fault is not None:
        raise DynamoDBToolboxError(
            "entity.invalidSchema",
            f"The schema of entity '{entity}' does not carry the primary key of its table: {fault} "
            f"'{key['name']}'. Add `s.{key['type']}().key()` under that name (or `saved_as` it), or give the "
            "entity a `compute_key`.",
            payload={"keyPart": key["name"], "expected": key["type"]},
        )


def _check_key_class(entity: str, schema: ItemSchema | MapSchema, model: Model[Any]) -> None:
    """The class of keys must have the key attributes of the schema, all that must be given, and no other."""
    given = model.schema.attributes
    for name, child in given.items():
        own = schema.key_attributes.get(name)
        if own is None or own.type != child.type:
            what = "no key attribute of the schema" if own is None else f"a {own.type} in the schema"
            raise _invalid_key_class(entity, model, name, f"its '{name}' is {what}")
    for name, child in schema.key_attributes.items():
        if name not in given and not child.props.has_default_or_link():
            raise _invalid_key_class(entity, model, name, f"it lacks the key attribute '{name}'")


def _invalid_key_class(entity: str, model: Model[Any], name: str, reason: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "entity.invalidKeyClass",
        f"{model.kind.__name__} cannot be the key of entity '{entity}': {reason}. "
        "Let the class of the items inherit the attributes of the class of their keys.",
        path=name,
        payload={"keyClass": model.kind},
    )


def _fault(attribute: Attribute, key: KeyAttribute) -> str | None:
    if attribute.type != key["type"]:
        return f"expected a {key['type']}, got a {attribute.type} for"
    if attribute.props.required != "always" and attribute.props.key_default is MISSING:
        return "neither required always nor filled by a key default is"
    return None
