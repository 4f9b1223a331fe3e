"""The operations that the engine answers, by AWS's names: the one list of them."""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.engine.context import Operation
from dynamodb_toolbox.engine.operations.batch_execute_statement import batch_execute_statement
from dynamodb_toolbox.engine.operations.batch_get_item import batch_get_item
from dynamodb_toolbox.engine.operations.batch_write_item import batch_write_item
from dynamodb_toolbox.engine.operations.create_backup import create_backup
from dynamodb_toolbox.engine.operations.create_table import create_table
from dynamodb_toolbox.engine.operations.delete_backup import delete_backup
from dynamodb_toolbox.engine.operations.delete_item import delete_item
from dynamodb_toolbox.engine.operations.delete_table import delete_table
from dynamodb_toolbox.engine.operations.describe_backup import describe_backup
from dynamodb_toolbox.engine.operations.describe_continuous_backups import describe_continuous_backups
from dynamodb_toolbox.engine.operations.describe_endpoints import describe_endpoints
from dynamodb_toolbox.engine.operations.describe_limits import describe_limits
from dynamodb_toolbox.engine.operations.describe_stream import describe_stream
from dynamodb_toolbox.engine.operations.describe_table import describe_table
from dynamodb_toolbox.engine.operations.describe_time_to_live import describe_time_to_live
from dynamodb_toolbox.engine.operations.execute_statement import execute_statement
from dynamodb_toolbox.engine.operations.execute_transaction import execute_transaction
from dynamodb_toolbox.engine.operations.get_item import get_item
from dynamodb_toolbox.engine.operations.get_records import get_records
from dynamodb_toolbox.engine.operations.get_shard_iterator import get_shard_iterator
from dynamodb_toolbox.engine.operations.list_backups import list_backups
from dynamodb_toolbox.engine.operations.list_streams import list_streams
from dynamodb_toolbox.engine.operations.list_tables import list_tables
from dynamodb_toolbox.engine.operations.list_tags_of_resource import list_tags_of_resource
from dynamodb_toolbox.engine.operations.put_item import put_item
from dynamodb_toolbox.engine.operations.query import query
from dynamodb_toolbox.engine.operations.restore_table_from_backup import restore_table_from_backup
from dynamodb_toolbox.engine.operations.restore_table_to_point_in_time import restore_table_to_point_in_time
from dynamodb_toolbox.engine.operations.scan import scan
from dynamodb_toolbox.engine.operations.search_vectors import search_vectors
from dynamodb_toolbox.engine.operations.tag_resource import tag_resource
from dynamodb_toolbox.engine.operations.transact_get_items import transact_get_items
from dynamodb_toolbox.engine.operations.transact_write_items import transact_write_items
from dynamodb_toolbox.engine.operations.untag_resource import untag_resource
from dynamodb_toolbox.engine.operations.update_continuous_backups import update_continuous_backups
from dynamodb_toolbox.engine.operations.update_item import update_item
from dynamodb_toolbox.engine.operations.update_table import update_table
from dynamodb_toolbox.engine.operations.update_time_to_live import update_time_to_live

OPERATIONS: Final[dict[str, Operation]] = {
    "BatchExecuteStatement": batch_execute_statement,
    "BatchGetItem": batch_get_item,
    "BatchWriteItem": batch_write_item,
    "CreateBackup": create_backup,
    "CreateTable": create_table,
    "DeleteBackup": delete_backup,
    "DeleteItem": delete_item,
    "DeleteTable": delete_table,
    "DescribeBackup": describe_backup,
    "DescribeContinuousBackups": describe_continuous_backups,
    "DescribeEndpoints": describe_endpoints,
    "DescribeLimits": describe_limits,
    "DescribeStream": describe_stream,
    "DescribeTable": describe_table,
    "DescribeTimeToLive": describe_time_to_live,
    "ExecuteStatement": execute_statement,
    "ExecuteTransaction": execute_transaction,
    "GetItem": get_item,
    "GetRecords": get_records,
    "GetShardIterator": get_shard_iterator,
    "ListBackups": list_backups,
    "ListStreams": list_streams,
    "ListTables": list_tables,
    "ListTagsOfResource": list_tags_of_resource,
    "PutItem": put_item,
    "Query": query,
    "RestoreTableFromBackup": restore_table_from_backup,
    "RestoreTableToPointInTime": restore_table_to_point_in_time,
    "Scan": scan,
    "SearchVectors": search_vectors,
    "TagResource": tag_resource,
    "TransactGetItems": transact_get_items,
    "TransactWriteItems": transact_write_items,
    "UntagResource": untag_resource,
    "UpdateContinuousBackups": update_continuous_backups,
    "UpdateItem": update_item,
    "UpdateTable": update_table,
    "UpdateTimeToLive": update_time_to_live,
}
