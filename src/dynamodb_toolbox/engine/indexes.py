"""What secondary indexes ask of the items of their table.

An item without an index's key attributes is not in that index; one that has them must have them in the
right type. `check_item` is called for every item that is written, in the transaction that writes it: the
place where the rows of an index will be kept too.
"""

from __future__ import annotations

from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.values import WireItem


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
            [(actual, content)] = value.items()
            if actual != attribute.type:
                raise ValidationException(
                    "One or more parameter values were invalid: Type mismatch for Index Key "
                    f"{attribute.name} Expected: {attribute.type} Actual: {actual} IndexName: {index.name}"
                )
            if content == "":
                kind = "string" if actual == "S" else "binary"
                raise ValidationException(
                    "One or more parameter values are not valid. A value specified for a secondary index "
                    "key is not supported. The AttributeValue for a key attribute cannot contain an empty "
                    f"{kind} value. IndexName: {index.name}, IndexKey: {attribute.name}"
                )
