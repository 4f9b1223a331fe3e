"""DynamoDB's limits, each with the page that states it.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ + the name in the comment.
"""

from typing import Final

MAX_ITEM_BYTES: Final = 400 * 1024  # Constraints.html: attribute names count too
MAX_NESTING: Final = 32  # Constraints.html: levels of maps and lists
MAX_NUMBER_DIGITS: Final = 38  # HowItWorks.NamingRulesDataTypes.html: significant digits
MAX_NUMBER_EXPONENT: Final = 125  # same: up to 9.99…E+125
MIN_NUMBER_EXPONENT: Final = -130  # same: down to 1E-130
MAX_PARTITION_KEY_BYTES: Final = 2048  # Constraints.html
MAX_SORT_KEY_BYTES: Final = 1024  # Constraints.html
MAX_EXPRESSION_BYTES: Final = 4096  # Constraints.html: one expression string
MAX_EXPRESSION_OPERATORS: Final = 300  # Constraints.html: operators or functions in one expression
MAX_IN_OPERANDS: Final = 100  # Expressions.OperatorsAndFunctions.html
MIN_TABLE_NAME: Final = 3  # HowItWorks.NamingRulesDataTypes.html: characters of a table or index name
MAX_TABLE_NAME: Final = 255  # same
MAX_TABLE_ARN: Final = 1024  # API_DescribeTable.html: characters of a TableName that is an ARN
MAX_KEY_NAME_BYTES: Final = 255  # Constraints.html: the name of a key attribute, of tables and indexes
MAX_PROJECTED_ATTRIBUTES: Final = 100  # Constraints.html: listed by all indexes of a table together
LIST_TABLES_PAGE: Final = 100  # API_ListTables.html
MAX_ATTRIBUTE_NAME_BYTES: Final = 65535  # Constraints.html
MAX_PLACEHOLDER_BYTES: Final = 255  # Constraints.html: one #name or :value
MAX_LOCAL_INDEXES: Final = 5  # Constraints.html: per table
MAX_GLOBAL_INDEXES: Final = 20  # Constraints.html: per table, the default quota
MAX_CAPACITY_UNITS: Final = 1_000_000_000_000  # what the service takes for a provisioned throughput
MAX_INDEX_KEY_ATTRIBUTES: Final = 4  # GSI.DesignPattern.MultiAttributeKeys.html: of each kind, global indexes
MAX_BATCH_GET_KEYS: Final = 100  # Constraints.html
MAX_BATCH_WRITE_ITEMS: Final = 25  # Constraints.html
MAX_BATCH_BYTES: Final = 16 * 1024**2  # Constraints.html: what one batch reads, or what its request holds
MAX_TRANSACTION_ITEMS: Final = 100  # Constraints.html
MAX_TRANSACTION_BYTES: Final = 4 * 1024**2  # Constraints.html
MAX_TOKEN: Final = 36  # API_TransactWriteItems.html: characters of a ClientRequestToken
TOKEN_SECONDS: Final = 600  # API_TransactWriteItems.html: how long a token is remembered
BYTES_OF_A_GB: Final = 1024**3
MAX_COLLECTION_BYTES: Final = 10 * BYTES_OF_A_GB  # LSI.html: items of one partition key under local indexes
READ_UNIT_BYTES: Final = 4096  # ProvisionedThroughput.html
WRITE_UNIT_BYTES: Final = 1024  # ProvisionedThroughput.html
MAX_PAGE_BYTES: Final = 1024 * 1024  # Query.Pagination.html, Scan.html: what one Query or Scan reads
MAX_SEGMENTS: Final = 1_000_000  # API_Scan.html: of a parallel scan
SECONDS_UNTIL_TOO_OLD_TO_EXPIRE: Final = (
    5 * 365 * 86_400
)  # ttl-before-you-start.html: a time to live of that age
STREAM_SECONDS: Final = 24 * 3600  # Streams.html: how long a record of a stream is kept
ITERATOR_SECONDS: Final = 15 * 60  # API_streams_GetShardIterator.html: how long an iterator may be used
MAX_STREAM_RECORDS: Final = 1000  # API_streams_GetRecords.html: in one reply
MAX_STREAMS_LISTED: Final = 100  # API_streams_ListStreams.html
MAX_SHARDS_LISTED: Final = 100  # API_streams_DescribeStream.html
MAX_TAGS: Final = 50  # Constraints.html: of one table
MAX_TAG_KEY: Final = 128  # API_Tag.html: characters
MAX_TAG_VALUE: Final = 256  # same
MAX_NON_KEY_ATTRIBUTES: Final = 100  # Constraints.html: INCLUDE attributes over all indexes of a table
MAX_TIME_TO_LIVE_NAME: Final = 255  # API_TimeToLiveSpecification.html: characters
MAX_BACKUPS_LISTED: Final = 100  # API_ListBackups.html
MAX_RECOVERY_DAYS: Final = 35  # API_PointInTimeRecoverySpecification.html
ACCOUNT_CAPACITY_UNITS: Final = 80_000  # ServiceQuotas.html: the default, reads and writes each
TABLE_CAPACITY_UNITS: Final = 40_000  # same
