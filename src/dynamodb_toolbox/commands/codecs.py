"""What reads and writes the items of an entity; it is loaded when the first command is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from dynamodb_toolbox.entity import Entity

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.entity_walk import EntityWalk
    from dynamodb_toolbox.commands.few_items import FewItems

I = TypeVar("I")  # noqa: E741  # the item given back

Codec: TypeAlias = "FewItems[I] | EntityWalk[I]"
"""The walk over the schema at first, then compiled code, which is an `EntityWalk` too."""


def codec_of(entity: Entity[I, Any]) -> Codec[I]:
    """Give what reads and writes the items of an entity."""
    codec: Codec[I] | None = entity.codec
    if codec is None:
        from dynamodb_toolbox.commands.few_items import FewItems  # noqa: PLC0415  # not to build requests

        codec = entity.codec = FewItems(entity)
    return codec
