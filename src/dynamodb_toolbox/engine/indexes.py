"""What secondary indexes ask of the items of their table.

An item without an index's key attributes is not in that index; one that has them must have them in the
right type. `check_item` is called for every item that is written, in the transaction that writes it: the
place where the rows of an index will be kept too.
"""

from __future__ import annotations

from dynamodb_toolbox.engine.keys import KeyAttribute
from dynamodb_toolbox.engine.storage.catalog import Index, Table
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.values import AttributeValue, WireItem


def check_item(table: Table, item: WireItem) -> None:
    """Check an item's index keys.

    Raises:
        ValidationException: One is of another type, or empty.
    """
    for index in table.indexes:
        for attribute in index.attributes:
            value = item.get(attribute.name)
            if value is None:
                continue
            actual = next(iter(value))
            if actual != attribute.type:
                raise ValidationException(
                    "One or more parameter values were invalid: Type mismatch for Index Key "
                    f"{attribute.name} Expected: {attribute.type} Actual: {actual} IndexName: {index.name}"
                )
            _check_not_empty(index, attribute, value)


def check_no_empty_key(table: Table, item: WireItem) -> None:
    """Check only that no index key is empty, which is refused before anything else is looked at.

    Raises:
        ValidationException: One is.
    """
    for index in table.indexes:
        for attribute in index.attributes:
            value = item.get(attribute.name)
            if value is not None and attribute.type in value:
                _check_not_empty(index, attribute, value)


def _check_not_empty(index: Index, attribute: KeyAttribute, value: AttributeValue) -> None:
    if value[attribute.type] == "":
        kind = "string" if attribute.type == "S" else "binary"
        raise ValidationException(
            "One or more parameter values are not valid. A value specified for a secondary index "
            "key is not supported. The AttributeValue for a key attribute cannot contain an empty "
            f"{kind} value. IndexName: {index.name}, IndexKey: {attribute.name}"
        )
