"""Writes that may hang on a condition: a failed one gives the stored item as the entity has it."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import ConditionalCheckFailedException, DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Call, Reply, Steps
from dynamodb_toolbox.values import WireItem, decode_item


def conditional(entity: Entity[Any, Any], call: Call) -> Steps[Reply]:
    """Make one call; where its condition fails, format the stored item that came with the error."""
    try:
        return (yield call)
    except ConditionalCheckFailedException as error:
        if error.item is None:
            raise
        item = formatted_or_stored(entity, error.item)
        formatted = ConditionalCheckFailedException(error.message, item=item).as_told(error)
        raise formatted from error.__cause__


def formatted_or_stored(entity: Entity[Any, Any], wire: WireItem) -> Any:
    """Format an item; one that is not of the entity (the condition may say so) is given as stored."""
    try:
        return codec_of(entity).read(wire)
    except DynamoDBToolboxError:
        return decode_item(wire)
