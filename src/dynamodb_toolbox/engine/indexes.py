"""What secondary indexes ask of the items of their table.

An item without an index's key attributes is not in that index; one that has them must have them in the
right type. `check_item` is called for every item that is written, in the transaction that writes it; the
entries of the indexes are `storage/entries`' work.
"""

from __future__ import annotations

from dynamodb_toolbox.engine.keys import KeyAttribute
from dynamodb_toolbox.engine.storage.catalog import Index, Table
from dynamodb_toolbox.engine.vectors import items as vectors
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.values import WireItem


def check_item(table: Table, item: WireItem) -> None:
    """Check an item's index keys and vectors.

    Raises:
        ValidationException: One is of another type, or empty.
    """
    for index in table.indexes:
        for attribute in index.attributes:
            _check_type(index, attribute, item)
            _check_not_empty(index, attribute, item)
    vectors.check_item(table.definition, item)


def check_types(table: Table, item: WireItem) -> None:
    """Check only the types of an item's index keys, and its vectors.

    Raises:
        ValidationException: One is of another type.
    """
    for index in table.indexes:
        for attribute in index.attributes:
            _check_type(index, attribute, item)
    vectors.check_item(table.definition, item)


def check_no_empty_key(table: Table, item: WireItem, *, by_update: bool = False) -> None:
    """Check only that no index key is empty; `by_update` where an expression may have made it so.

    Raises:
        ValidationException: One is.
    """
    for index in table.indexes:
        for attribute in index.attributes:
            _check_not_empty(index, attribute, item, by_update=by_update)


def _check_type(index: Index, attribute: KeyAttribute, item: WireItem) -> None:
    value = item.get(attribute.name)
    if value is not None and attribute.type not in value:
        actual = next(iter(value))
        raise ValidationException(
            "One or more parameter values were invalid: Type mismatch for Index Key "
            f"{attribute.name} Expected: {attribute.type} Actual: {actual} IndexName: {index.name}"
        )


def _check_not_empty(
    index: Index, attribute: KeyAttribute, item: WireItem, *, by_update: bool = False
) -> None:
    value = item.get(attribute.name)
    if value is None or value.get(attribute.type) != "":
        return
    rule = (
        "The AttributeValue for a key attribute cannot contain an empty "
        f"{'string' if attribute.type == 'S' else 'binary'} value."
    )
    if by_update:
        raise ValidationException(
            "One or more parameter values are not valid. The update expression attempted to update "
            f"a secondary index key to a value that is not supported. {rule}"
        )
    raise ValidationException(
        "One or more parameter values are not valid. A value specified for a secondary index "
        f"key is not supported. {rule} IndexName: {index.name}, IndexKey: {attribute.name}"
    )
