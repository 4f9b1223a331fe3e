"""`CreateTableCommand`: DynamoDB's CreateTable, from a `Table`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.table_command import (
    SETTINGS,
    TIMEOUT,
    WAIT,
    DefiningCommand,
    TableResponse,
    WaitingOptions,
)
from dynamodb_toolbox.commands.table_definition import definition
from dynamodb_toolbox.commands.table_waiting import until_active
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.table_settings import TableSettings


class CreateTableOptions(WaitingOptions, total=False):
    """`settings`: laid over the table's own; `table_name`; `wait`: until it is active; `timeout`: 300 s."""

    settings: TableSettings


class CreateTableCommand(DefiningCommand[TableResponse]):
    """Creates the table: `table.build(CreateTableCommand).send()`.

    It makes that one call: time to live and point-in-time recovery are calls of their own. For a table with
    all of its settings, and for one that may be there already, see `EnsureTableCommand`.
    """

    action_name: ClassVar[str] = "createTable"

    _allowed = (o.TABLE_NAME, SETTINGS, WAIT, TIMEOUT)

    def options(
        self,
        options: CreateTableOptions | Callable[[CreateTableOptions], CreateTableOptions] | None = None,
        /,
        **more: Unpack[CreateTableOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._with(options, more)

    def params(self) -> dict[str, Any]:
        """Give the CreateTable request: name, keys, indexes, settings; billed per request unless they say so.

        Raises:
            DynamoDBToolboxError: `table.missingTableName`, `table.invalidSettings`, `table.entityMismatch`,
                or `options.…`.
        """
        name = super().params()
        return {**name, **definition(self._table, self._settings())}

    def steps(self) -> Steps[TableResponse]:
        """Make the call, and wait until the table is active where that is asked for.

        Raises:
            TableTimeoutError: `table.notActive` where it is not active in time.
        """
        params = self.params()
        description = (yield Call("CreateTable", params))["TableDescription"]
        if self._options.get("wait"):
            description = yield from until_active(
                params["TableName"], description, self._timeout, just_created=True
            )
        return TableResponse(description)
