"""The first items of an entity: read and written by the walk over its schema, until compiling pays.

Compiling takes as long as the walk over dozens of items, and loads msgspec where nothing else has: whoever
reads or writes a few, as a function that starts cold does, is done sooner without.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from dynamodb_toolbox.commands.entity_walk import EntityWalk
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.protocol.calls import Wire, Wires
from dynamodb_toolbox.values import WireItem

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.entity_codec import EntityCodec
    from dynamodb_toolbox.commands.written import Written
    from dynamodb_toolbox.schema.parse.steps import Filled

I = TypeVar("I")  # noqa: E741  # the item given back

patience: int = 64
"""How many items of an entity are read by the walk before code is compiled (docs/design/codec.md)."""

_OF_A_WRITE: Final = 3  # the walk over an input takes as long as over three items that are read
_BYTES: Final = 256  # of an item that is JSON, about


class FewItems(Generic[I]):
    """The walk, until it was gone so often that compiling would have paid: the codec takes its place then."""

    def __init__(self, entity: Entity[I, Any]) -> None:
        self._entity = entity
        self._walk = EntityWalk(entity)
        self._left = patience

    def read(self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False) -> I:
        """Read an item (`EntityWalk.read`)."""
        return self._after(1).read(wire, attributes=attributes, partial=partial)

    def read_dict(
        self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False
    ) -> dict[str, Any]:
        """Read an item as a dict."""
        return self._after(1).read_dict(wire, attributes=attributes, partial=partial)

    def read_all(self, wires: Wires) -> list[I] | None:
        """Read several items at once, or none."""
        items = len(wires) if isinstance(wires, list) else memoryview(wires).nbytes // _BYTES
        return self._after(0 if items <= self._left else items).read_all(wires)

    def write(self, item: Any, filled: Filled) -> Written | None:
        """Write the input of a put, or leave it to the walk."""
        return self._after(_OF_A_WRITE).write(item, filled)

    def write_key(self, key: Any, filled: Filled) -> WireItem | None:
        """Write a key, or leave it to the walk."""
        return self._after(1).write_key(key, filled)

    def _after(self, items: int) -> EntityWalk[I]:
        """Give the walk, or what takes its place, for so many items more."""
        self._left -= items
        if self._left >= 0:
            return self._walk
        entity = self._entity
        if entity.codec is self:  # and not what another thread has put there
            from dynamodb_toolbox.commands.entity_codec import EntityCodec  # noqa: PLC0415  # it loads msgspec

            entity.codec = EntityCodec(entity)
        codec: EntityCodec[I] = entity.codec
        return codec
