"""What the actions of an entity are given: a key, or an item; and how it is parsed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.sendable import incomplete
from dynamodb_toolbox.commands.written import Written
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import WireItem, own

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.parse.steps import Filled

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class EntityAction(ABC, Generic[I, K]):
    """Something done with an entity."""

    entity: Entity[I, K]
    _filled: Filled | None = None  # what compiled code had filled of the input, where the walk has to go on

    @property
    def table(self) -> Table:
        """The table of the entity."""
        return self.entity.table

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The entity."""
        return (self.entity,)

    @abstractmethod
    def sent_args(self) -> list[Any]:
        """Give what the action was made with, for spies."""


class Keyed(EntityAction[I, K]):
    """An action of which `key` says the item."""

    @overload
    def key(self, key: K, /) -> Self: ...
    @overload
    def key(self, /, **attributes: Any) -> Self: ...
    def key(self, key: Any = None, /, **attributes: Any) -> Self:
        """Say which item, by its key attributes under the schema's names.

        Args:
            key: A dict, or an instance of the entity's key class, which type checkers check.
            attributes: The same as keywords, whose names are checked at once.

        Raises:
            DynamoDBToolboxError: `parsing.unknownAttribute` for a keyword that is no attribute.
        """
        return self._with_key(_one_key(self.entity, key, attributes))

    @abstractmethod
    def _with_key(self, key: Any) -> Self:
        """Give the same action on the item of a key."""


class KeyInput(Keyed[I, K]):
    """An action that is given the key of an item."""

    def __init__(
        self, entity: Entity[I, K], key: K | None = None, options: Mapping[str, Any] | None = None
    ) -> None:
        self.entity = entity
        self._key: K | None = None if key is None else own(key)
        self._options: Mapping[str, Any] = o.written(options)

    def _with_key(self, key: Any) -> Self:
        return type(self)(self.entity, key, self._options)

    def sent_args(self) -> list[Any]:
        """Give what the action was made with: `[key, options]`.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where there is no key.
        """
        if self._key is None:
            raise incomplete(self, "key")
        return [self._key, dict(self._options)]

    def _parsed_key(self) -> dict[str, Any]:
        return EntityParser(self.entity).parse(self.sent_args()[0], mode="key", filled=self._filled).key

    def _written_key(self) -> WireItem | None:
        """Give the key in wire form; `None` where it is for the walk."""
        filled: Filled = []
        key = codec_of(self.entity).write_key(self.sent_args()[0], filled)
        self._filled = None if key is not None else filled
        return key


class ItemInput(EntityAction[I, K]):
    """An action that is given an item."""

    def __init__(
        self,
        entity: Entity[I, K],
        item: I | Mapping[str, Any] | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.entity = entity
        self._item: I | Mapping[str, Any] | None = None if item is None else own(item)
        self._options: Mapping[str, Any] = o.written(options)

    def item(self, item: I | Mapping[str, Any]) -> Self:
        """Say what to write: a dict by the schema's names, or an instance of the entity's class.

        What is missing is filled by defaults and links.
        """
        return type(self)(self.entity, item, self._options)

    def sent_args(self) -> list[Any]:
        """Give what the action was made with: `[item, options]`.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where there is no item.
        """
        if self._item is None:
            raise incomplete(self, "item")
        return [self._item, dict(self._options)]

    @property
    def toolbox_item(self) -> dict[str, Any]:
        """The parsed input, under the schema's names, defaults filled; update actions as they are."""
        return self._parsed.parsed_item

    @cached_property
    def _parsed(self) -> Parsed | Written:
        """The parsed input: made once, so that what `params()` shows is what is sent."""
        return self._parse(self.sent_args()[0])

    @abstractmethod
    def _parse(self, item: Any) -> Parsed:
        """Parse the input the way of the action."""

    def _written(self) -> Parsed | Written:
        """Give the parsed input of a put, written by compiled code where that can."""
        if "_parsed" not in vars(self):
            filled: Filled = []
            written = codec_of(self.entity).write(self.sent_args()[0], filled)
            if written is None:
                self._filled = filled
            else:
                vars(self)["_parsed"] = written
        return self._parsed


def _one_key(entity: Entity[Any, Any], key: Any, attributes: dict[str, Any]) -> Any:
    """Give the key, or the keywords that say it.

    Raises:
        DynamoDBToolboxError: `parsing.unknownAttribute` for a keyword that is no attribute.
    """
    if not attributes:
        return key
    if key is not None:
        raise TypeError("A key is said once: as a dict or an instance, or as keywords")
    for name, value in attributes.items():
        if name not in entity.schema.key_attributes:
            from dynamodb_toolbox.schema.parse.steps import unknown_attribute  # noqa: PLC0415  # loads the walk

            raise unknown_attribute(value, (name,), list(entity.schema.key_attributes))
    return attributes
