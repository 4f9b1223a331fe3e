"""For the tests of those who use the library: the engine in memory, its clock, its faults, its calls.

`TestClient` has all of it; `pytest_plugins = ["dynamodb_toolbox.testing.fixtures"]` makes fixtures of it.
"""

from dynamodb_toolbox.testing.boto import answer_boto3
from dynamodb_toolbox.testing.calls import Calls, RecordedCall
from dynamodb_toolbox.testing.client import TestClient
from dynamodb_toolbox.testing.clock import Clock
from dynamodb_toolbox.testing.faults import Faults

__all__ = ["Calls", "Clock", "Faults", "RecordedCall", "TestClient", "answer_boto3"]
