"""DescribeEndpoints: where the service is.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.protocol.calls import Reply

_MINUTES_OF_A_DAY: Final = 1440


def describe_endpoints(context: Context, request: dict[str, Any]) -> Reply:
    """Give the one endpoint, which is this machine."""
    return {"Endpoints": [{"Address": "localhost", "CachePeriodInMinutes": _MINUTES_OF_A_DAY}]}
