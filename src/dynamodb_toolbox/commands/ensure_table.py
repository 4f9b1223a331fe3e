"""`EnsureTableCommand`: the table is there and active, whether it was before or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dynamodb_toolbox.commands.table_command import TableCommand, TableResponse, definition
from dynamodb_toolbox.errors import DynamoDBToolboxError, ResourceInUseException, ResourceNotFoundException
from dynamodb_toolbox.protocol.calls import Call, Steps

_FIRST_WAIT: Final = 0.25  # seconds
_LONGEST_WAIT: Final = 5.0
_PATIENCE: Final = 300.0  # a table with indexes takes a minute or two


class EnsureTableCommand(TableCommand):
    """Creates the table where it does not exist, and waits until it is active.

    A table that exists must have the primary key that the `Table` says; its indexes are not compared.
    """

    def steps(self) -> Steps[TableResponse]:
        """Describe, create where there is none, and describe until active.

        Raises:
            DynamoDBToolboxError: `table.keyMismatch` where the deployed primary key is another;
                `table.notActive` where the table is not active after 5 minutes.
        """
        name = self.params()
        try:
            description = (yield Call("DescribeTable", name))["Table"]
        except ResourceNotFoundException:
            description = yield from self._create(name)
        self._check_key(description)
        for wait in _waits():
            if description["TableStatus"] == "ACTIVE":
                return TableResponse(description)
            description = (yield Call("DescribeTable", name, after=wait))["Table"]
        raise DynamoDBToolboxError(
            "table.notActive",
            f"Table '{name['TableName']}' is {description['TableStatus']} after {_PATIENCE:.0f} s; expected "
            "ACTIVE. Look at it in the console, or try again.",
        )

    def _create(self, name: dict[str, Any]) -> Steps[dict[str, Any]]:
        try:
            description = (yield Call("CreateTable", name | definition(self.table)))["TableDescription"]
        except ResourceInUseException:  # another process was faster
            description = (yield Call("DescribeTable", name))["Table"]
        return dict(description)

    def _check_key(self, description: dict[str, Any]) -> None:
        wanted = definition(self.table)
        types = {d["AttributeName"]: d["AttributeType"] for d in description["AttributeDefinitions"]}
        expected_types = {d["AttributeName"]: d["AttributeType"] for d in wanted["AttributeDefinitions"]}
        expected = _shown(wanted["KeySchema"], expected_types)
        received = _shown(description["KeySchema"], types)
        if expected != received:
            raise DynamoDBToolboxError(
                "table.keyMismatch",
                f"The deployed table '{description['TableName']}' has another primary key: expected "
                f"{expected}; got {received}. Correct the `Table`, or use another table.",
                payload={"expected": expected, "received": received},
            )


def _shown(schema: list[dict[str, str]], types: dict[str, str]) -> str:
    return ", ".join(
        f"{key['AttributeName']} ({key['KeyType']}, {types[key['AttributeName']]})" for key in schema
    )


def _waits() -> Iterator[float]:
    wait, waited = _FIRST_WAIT, 0.0
    while waited < _PATIENCE:
        yield wait
        waited += wait
        wait = min(wait * 2, _LONGEST_WAIT)
