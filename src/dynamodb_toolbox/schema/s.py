"""The schema language under one letter: `s.item({"name": s.string().key(), "level": s.number()})`."""

from dynamodb_toolbox.schema.converted import date_ as date
from dynamodb_toolbox.schema.converted import datetime_ as datetime
from dynamodb_toolbox.schema.converted import decimal_ as decimal
from dynamodb_toolbox.schema.converted import enum_ as enum
from dynamodb_toolbox.schema.converted import timedelta_ as timedelta
from dynamodb_toolbox.schema.converted import uuid_ as uuid
from dynamodb_toolbox.schema.types import AnyOfSchema as any_of
from dynamodb_toolbox.schema.types import AnySchema as any
from dynamodb_toolbox.schema.types import BinarySchema as binary
from dynamodb_toolbox.schema.types import BooleanSchema as boolean
from dynamodb_toolbox.schema.types import ItemSchema as item
from dynamodb_toolbox.schema.types import ListSchema as list
from dynamodb_toolbox.schema.types import MapSchema as map
from dynamodb_toolbox.schema.types import NullSchema as null
from dynamodb_toolbox.schema.types import NumberSchema as number
from dynamodb_toolbox.schema.types import RecordSchema as record
from dynamodb_toolbox.schema.types import SetSchema as set
from dynamodb_toolbox.schema.types import StringSchema as string
from dynamodb_toolbox.schema.types import TupleSchema as tuple

__all__ = [
    "any",
    "any_of",
    "binary",
    "boolean",
    "date",
    "datetime",
    "decimal",
    "enum",
    "item",
    "list",
    "map",
    "null",
    "number",
    "record",
    "set",
    "string",
    "timedelta",
    "tuple",
    "uuid",
]
