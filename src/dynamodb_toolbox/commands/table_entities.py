"""Whether entities fit the table that is to be created for them: keys of indexes, projections, time to live.

What DynamoDB would refuse only when the first item is written, or never, is told before there is a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dynamodb_toolbox.commands.batches import is_same_table
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.types import AnyOfSchema
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.table_settings import TableSettings

_ANYTHING: Final = "any"


def check_entities(table: Table, entities: Sequence[Entity[Any, Any]], settings: TableSettings) -> None:
    """Check that items of the entities can be stored in the table and read through its indexes.

    Raises:
        DynamoDBToolboxError: `table.entityMismatch`: an entity is of another table; an attribute that is the
            key of an index, or the time to live, is of another type; an index with a list of projected
            attributes leaves out the entity attribute, without which its items are of no entity.
    """
    for entity in entities:
        if not is_same_table(entity.table, table):
            raise _mismatch(entity, None, "expected an entity of this table; it is of another")
        _check_types(entity, _expected_types(table, settings))
        for name, index in table.indexes.items():
            projection = index.get("projection", "ALL")
            keys = {key["name"] for keys in table.index_keys(index) for key in keys} | set(table.key_types)
            saved_as = table.entity_attribute_saved_as
            told = entity.entity_attribute is False or saved_as in keys or saved_as in projection
            if not isinstance(projection, str) and not told:
                fault = f"index '{name}' does not project '{saved_as}', which tells an item's entity"
                raise _mismatch(entity, None, f"{fault}: add it to the index's 'projection'")


def _expected_types(table: Table, settings: TableSettings) -> dict[str, str]:
    ttl = settings.get("time_to_live")
    return {**table.key_types, **({} if ttl is None else {ttl: "number"})}


def _check_types(entity: Entity[Any, Any], expected: Mapping[str, str]) -> None:
    schema = entity.schema
    for name, attribute in schema.attributes.items():
        wanted = expected.get(schema.saved_name(name))
        if wanted is None:
            continue
        wrong = sorted({kind for kind in _stored_types(attribute) if kind not in (wanted, _ANYTHING)})
        if wrong:
            use = f"'{schema.saved_name(name)}' of the table, which is a {wanted}"
            raise _mismatch(entity, name, f"it is stored as {use}, but may be a {' or a '.join(wrong)}")


def _stored_types(attribute: Attribute) -> Iterator[str]:
    """Give the types that an attribute's values may have where they are stored; transformers keep them."""
    if isinstance(attribute, AnyOfSchema):
        for element in attribute.elements:
            yield from _stored_types(element)
    else:
        yield attribute.type


def _mismatch(entity: Entity[Any, Any], attribute: str | None, fault: str) -> DynamoDBToolboxError:
    where = "" if attribute is None else f", attribute '{attribute}'"
    return DynamoDBToolboxError(
        "table.entityMismatch",
        f"Entity '{entity.name}'{where} does not go with the table: {fault}.",
        path=attribute,
        payload={"entity": entity.name},
    )
