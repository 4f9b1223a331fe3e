"""DescribeLimits: AWS's default quotas, none of which the engine enforces.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.limits import ACCOUNT_CAPACITY_UNITS, TABLE_CAPACITY_UNITS
from dynamodb_toolbox.protocol.calls import Reply


def describe_limits(context: Context, request: dict[str, Any]) -> Reply:
    """Give the quotas of an account and of a table, in capacity units."""
    return {
        "AccountMaxReadCapacityUnits": ACCOUNT_CAPACITY_UNITS,
        "AccountMaxWriteCapacityUnits": ACCOUNT_CAPACITY_UNITS,
        "TableMaxReadCapacityUnits": TABLE_CAPACITY_UNITS,
        "TableMaxWriteCapacityUnits": TABLE_CAPACITY_UNITS,
    }
