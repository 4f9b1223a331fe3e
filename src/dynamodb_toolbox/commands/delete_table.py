"""`DeleteTableCommand`: DynamoDB's DeleteTable."""

from __future__ import annotations

from dynamodb_toolbox.commands.table_command import TableCommand, TableResponse
from dynamodb_toolbox.protocol.calls import Call, Steps


class DeleteTableCommand(TableCommand):
    """Deletes the table with all its items: `table.build(DeleteTableCommand).send()`."""

    def steps(self) -> Steps[TableResponse]:
        """Make the call."""
        reply = yield Call("DeleteTable", self.params())
        return TableResponse(reply["TableDescription"])
