"""What tests of a kind of class share."""

from typing import Any

from dynamodb_toolbox import Entity, GetItemCommand, PutItemCommand, Table


def read_back(table: Table, given: Any, kind: Any = None, **options: Any) -> Any:
    """Put an instance, or a dict, and get it again, as the entity of its class."""
    entity: Entity[Any, Any] = Entity(name="it", table=table, schema=kind or type(given), **options)
    entity.build(PutItemCommand).item(given).send()
    key = given["id"] if isinstance(given, dict) else given.id
    return entity.build(GetItemCommand).key({"id": key}).send().item


def stored(table: Table, given: Any, kind: Any = None) -> dict[str, Any]:
    """Give the attributes that a put of an instance stores, without those of the entity."""
    entity: Entity[Any, Any] = Entity(
        name="it", table=table, schema=kind or type(given), timestamps=False, entity_attribute=False
    )
    item: dict[str, Any] = entity.build(PutItemCommand).item(given).params()["Item"]
    return item
