"""Where the compiled form of an entity is kept; it is loaded when the first command is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from dynamodb_toolbox.entity import Entity

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.entity_codec import EntityCodec

I = TypeVar("I")  # noqa: E741  # the item given back


def codec_of(entity: Entity[I, Any]) -> EntityCodec[I]:
    """Give the compiled form of an entity."""
    codec: EntityCodec[I] | None = entity.codec
    if codec is None:
        from dynamodb_toolbox.commands.entity_codec import EntityCodec  # noqa: PLC0415  # not to build requests

        codec = entity.codec = EntityCodec(entity)
    return codec
