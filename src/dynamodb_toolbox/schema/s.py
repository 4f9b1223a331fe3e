"""The schema language under one letter: `s.item({"name": s.string().key(), "level": s.number()})`."""

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
    "item",
    "list",
    "map",
    "null",
    "number",
    "record",
    "set",
    "string",
    "tuple",
]
