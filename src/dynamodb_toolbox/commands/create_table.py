"""`CreateTableCommand`: DynamoDB's CreateTable, from a `Table`."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.commands.table_command import TableCommand, TableResponse, definition
from dynamodb_toolbox.protocol.calls import Call, Steps


class CreateTableCommand(TableCommand):
    """Creates the table: `table.build(CreateTableCommand).send()`.

    For one that may be there already, see `EnsureTableCommand`.
    """

    def params(self) -> dict[str, Any]:
        """Give the CreateTable request: keys, indexes (all attributes projected), billed per request."""
        return {**super().params(), **definition(self.table)}

    def steps(self) -> Steps[TableResponse]:
        """Make the call; the table may not be active yet."""
        reply = yield Call("CreateTable", self.params())
        return TableResponse(reply["TableDescription"])
