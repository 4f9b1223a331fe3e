"""UpdateTable requests for the table `plain`."""

from typing import Any

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, index

INVALID = "ValidationException: One or more parameter values were invalid: "
G = [{"AttributeName": "g", "AttributeType": "S"}]
_UNITS = ("ReadCapacityUnits", "WriteCapacityUnits")


def units(read: int, write: int) -> Wire:
    return dict(zip(_UNITS, (read, write), strict=True))


def update(engine: Engine, **request: Any) -> Wire:
    description: Wire = engine.call("UpdateTable", {"TableName": "plain", **request})["TableDescription"]
    return description


def create_index(**changes: Any) -> Wire:
    return {
        "AttributeDefinitions": G,
        "GlobalSecondaryIndexUpdates": [{"Create": index("by-g", ("g", "HASH")) | changes}],
    }


def drop_index(name: str) -> Wire:
    return {"GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": name}}]}
