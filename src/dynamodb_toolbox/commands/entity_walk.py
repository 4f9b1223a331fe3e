"""An entity's items read and written by the walk over its schema: what compiled code falls back to.

See docs/design/codec.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dynamodb_toolbox.commands.plain_keys import PlainKeys
from dynamodb_toolbox.commands.raw_items import opened
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.protocol.calls import Wire, Wires
from dynamodb_toolbox.values import WireItem, decode_item

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
    from dynamodb_toolbox.commands.written import Written
    from dynamodb_toolbox.schema.parse.steps import Filled

I = TypeVar("I")  # noqa: E741  # the item given back


class EntityWalk(Generic[I]):
    """Reads and writes items of one entity, and tells what is wrong with them."""

    def __init__(self, entity: Entity[I, Any]) -> None:
        self.entity = entity

    def read(self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False) -> I:
        """Read an item in wire form, or its JSON: a dict, or an instance of the entity's class.

        Args:
            wire: The item.
            attributes: The paths that were projected; others are neither given nor required.
            partial: Whether any attribute may be missing.

        Raises:
            DynamoDBToolboxError: `formatter.…`, where it is not as the schema has it.
        """
        wanted = None if attributes is None else tuple(attributes)
        formatted = self.read_dict(wire, attributes=wanted, partial=partial)
        return self._formatter.load(formatted, attributes=wanted, partial=partial)

    def read_dict(
        self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False
    ) -> dict[str, Any]:
        """Do as `read`, and give a dict, whatever the class of the entity."""
        stored = decode_item(opened(wire))
        return self._formatter.format_dict(stored, attributes=attributes, partial=partial)

    def read_all(self, wires: Wires) -> list[I] | None:  # noqa: ARG002  # for those who can
        """Read several items at once; `None` where they are to be read one by one."""
        return None

    def write(self, item: Any, filled: Filled) -> Written | None:  # noqa: ARG002  # for those who can
        """Write the input of a put; `None` where it is for the walk, which is told what is `filled`."""
        return None

    def write_key(self, key: Any, filled: Filled) -> WireItem | None:  # noqa: ARG002  # nothing fills a plain key
        """Write a key; `None` where it is for the walk, which is told what is `filled`."""
        return None if self._plain_keys is None else self._plain_keys.write(key)

    @cached_property
    def _formatter(self) -> EntityFormatter[I]:
        from dynamodb_toolbox.commands.entity_formatter import EntityFormatter  # noqa: PLC0415  # to read alone

        return EntityFormatter(self.entity)

    @cached_property
    def _plain_keys(self) -> PlainKeys | None:
        return PlainKeys.of(self.entity)
