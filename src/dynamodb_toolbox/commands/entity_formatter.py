"""`EntityFormatter`: a stored item of an entity → what the caller gets (spec/actions.md §0.9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Generic, TypeVar, cast

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import parse_path
from dynamodb_toolbox.internal_attributes import entity_attribute_name
from dynamodb_toolbox.schema.format.formatter import Formatter

I = TypeVar("I")  # noqa: E741  # the item given back


class EntityFormatter(Generic[I]):
    """Formats stored items of an entity; `entity.build(EntityFormatter)`."""

    action_name: ClassVar[str] = "format"

    def __init__(self, entity: Entity[I, Any]) -> None:
        self.entity = entity

    def format(
        self,
        item: Any,
        *,
        transform: bool = True,
        attributes: Iterable[str] | None = None,
        partial: bool = False,
    ) -> I:
        """Decode, check, and leave out what is hidden or not in the schema.

        Args:
            item: The stored item, as Python values.
            transform: Whether names and values are as stored; else they are decoded already.
            attributes: The paths that were projected; others are neither given nor required.
            partial: Whether any attribute may be missing.

        Returns:
            A dict, or an instance of the class: with `attributes` or `partial`, a partial view, where
            to ask for what is not there is an `AttributeError`.

        Raises:
            DynamoDBToolboxError: `formatter.…`, with the path by stored names, and the item's key.
        """
        wanted = None if attributes is None else tuple(attributes)
        formatted = self.format_dict(item, transform=transform, attributes=wanted, partial=partial)
        return self.load(formatted, attributes=wanted, partial=partial)

    def load(
        self, formatted: dict[str, Any], *, attributes: Iterable[str] | None = None, partial: bool = False
    ) -> I:
        """Give the instance of a formatted dict, which it may take over; or the dict."""
        model = self.entity.model
        if model is None:
            return cast("I", formatted)
        if attributes is None and not partial:
            return model.load(formatted)
        return model.part(formatted, None if attributes is None else tuple(map(parse_path, attributes)))

    def format_dict(
        self,
        item: Any,
        *,
        transform: bool = True,
        attributes: Iterable[str] | None = None,
        partial: bool = False,
    ) -> dict[str, Any]:
        """Do as `format`, and give a dict, whatever the class of the entity.

        Raises:
            DynamoDBToolboxError: `formatter.…`, with the path by stored names, and the item's key.
        """
        try:
            formatted: dict[str, Any] = Formatter(self.entity.schema).format(
                self._with_entity(item, transform=transform),
                transform=transform,
                attributes=attributes,
                partial=partial,
            )
        except DynamoDBToolboxError as error:
            raise self._with_key(error, item) from error.__cause__
        return formatted

    def _with_entity(self, item: Any, *, transform: bool) -> dict[str, Any]:
        """An item that does not tell its entity is taken for one of this entity.

        As in the reference, what is not a dict counts as an item with nothing in it.
        """
        attributes = dict(item) if isinstance(item, Mapping) else {}
        if self.entity.entity_attribute is False:
            return attributes
        table = self.entity.table
        name = entity_attribute_name(self.entity.entity_attribute)
        return {(table.entity_attribute_saved_as if transform else name): self.entity.name, **attributes}

    def _with_key(self, error: DynamoDBToolboxError, item: Any) -> DynamoDBToolboxError:
        if not isinstance(item, Mapping) or not DynamoDBToolboxError.match(error, "formatter."):
            return error
        words = ("Partition key", "partitionKey"), ("Sort key", "sortKey")
        parts = zip(words, self.entity.table.key_attributes(), strict=False)
        found = {word: item[key["name"]] for word, key in parts if key["name"] in item}
        shown = " / ".join(f"{words[0]}: {value!r}" for words, value in found.items())
        payload = error.payload | {words[1]: value for words, value in found.items()}
        message = f"{error.message} {shown}".rstrip()
        return DynamoDBToolboxError(error.code, message, path=error.path, payload=payload)
