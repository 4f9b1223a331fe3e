"""A table of scores, and the engine with AWS's pace: its tables take several descriptions to come and go."""

from typing import Any

import pytest

from dynamodb_toolbox import Client, ResourceNotFoundException, Table
from dynamodb_toolbox.protocol.calls import Endpoint, Reply


def scores(client: Client, **more: Any) -> Table:
    """Give a table with an index of each sort."""
    given: dict[str, Any] = {
        "name": "scores",
        "partition_key": {"name": "player", "type": "string"},
        "sort_key": {"name": "points", "type": "number"},
        "indexes": {
            "by_game": {
                "type": "global",
                "partition_key": {"name": "game", "type": "string"},
                "sort_key": {"name": "points", "type": "number"},
            },
            "by_place": {
                "type": "global",
                "partition_keys": [{"name": "country", "type": "string"}, {"name": "city", "type": "string"}],
            },
            "by_date": {"type": "local", "sort_key": {"name": "date", "type": "string"}},
        },
    }
    return Table(**given | more, client=client)


def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the list of the seconds that are slept, in no time."""
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    return waits


class SlowEndpoint:
    """The engine, whose tables are CREATING and DELETING for some descriptions, as AWS's are.

    Attributes:
        operations: What was called.
        index_replies: How many descriptions show the index `by_game` CREATING.
    """

    def __init__(self, engine: Endpoint, *, replies: int, unseen: int = 0, index_replies: int = 0) -> None:
        self.operations: list[str] = []
        self.index_replies = index_replies
        self._engine = engine
        self._replies = replies
        self._unseen = unseen
        self._status = "ACTIVE"
        self._left = 0
        self._hidden = 0

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        self.operations.append(operation)
        if operation == "CreateTable":
            reply = self._engine.call(operation, request)
            self._begin("CREATING")
            self._hidden = self._unseen
            return {"TableDescription": {**reply["TableDescription"], "TableStatus": "CREATING"}}
        if operation == "DeleteTable":
            reply = self._engine.call("DescribeTable", request)
            self._begin("DELETING")
            return {"TableDescription": {**reply["Table"], "TableStatus": "DELETING"}}
        return (
            self._describe(request) if operation == "DescribeTable" else self._engine.call(operation, request)
        )

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None:
        self._engine.close()

    def _begin(self, status: str) -> None:
        self._status, self._left = status, self._replies

    def _describe(self, request: dict[str, Any]) -> Reply:
        if self._hidden:
            self._hidden -= 1
            raise ResourceNotFoundException("Requested resource not found")
        if self._status == "DELETING" and not self._left:
            self._status = "ACTIVE"
            self._engine.call("DeleteTable", request)
        table = self._engine.call("DescribeTable", request)["Table"]
        table["TableStatus"] = self._status if self._left else "ACTIVE"
        self._left = max(self._left - 1, 0)
        for index in table.get("GlobalSecondaryIndexes", ()):
            if index["IndexName"] == "by_game" and self.index_replies:
                index["IndexStatus"] = "CREATING"
        self.index_replies = max(self.index_replies - 1, 0)
        return {"Table": table}
