"""The operations that the engine answers, by AWS's names: the one list of them."""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.engine.context import Operation
from dynamodb_toolbox.engine.operations.batch_get_item import batch_get_item
from dynamodb_toolbox.engine.operations.batch_write_item import batch_write_item
from dynamodb_toolbox.engine.operations.create_table import create_table
from dynamodb_toolbox.engine.operations.delete_item import delete_item
from dynamodb_toolbox.engine.operations.delete_table import delete_table
from dynamodb_toolbox.engine.operations.describe_table import describe_table
from dynamodb_toolbox.engine.operations.get_item import get_item
from dynamodb_toolbox.engine.operations.list_tables import list_tables
from dynamodb_toolbox.engine.operations.put_item import put_item
from dynamodb_toolbox.engine.operations.query import query
from dynamodb_toolbox.engine.operations.scan import scan
from dynamodb_toolbox.engine.operations.transact_get_items import transact_get_items
from dynamodb_toolbox.engine.operations.transact_write_items import transact_write_items
from dynamodb_toolbox.engine.operations.update_item import update_item
from dynamodb_toolbox.engine.operations.update_table import update_table

OPERATIONS: Final[dict[str, Operation]] = {
    "BatchGetItem": batch_get_item,
    "BatchWriteItem": batch_write_item,
    "CreateTable": create_table,
    "DeleteItem": delete_item,
    "DeleteTable": delete_table,
    "DescribeTable": describe_table,
    "GetItem": get_item,
    "ListTables": list_tables,
    "PutItem": put_item,
    "Query": query,
    "Scan": scan,
    "TransactGetItems": transact_get_items,
    "TransactWriteItems": transact_write_items,
    "UpdateItem": update_item,
    "UpdateTable": update_table,
}
