"""`DescribeTableCommand`: DynamoDB's DescribeTable."""

from __future__ import annotations

from dynamodb_toolbox.commands.table_command import TableCommand, TableResponse
from dynamodb_toolbox.protocol.calls import Call, Steps


class DescribeTableCommand(TableCommand):
    """Describes the table as it is deployed: `table.build(DescribeTableCommand).send().status`."""

    def steps(self) -> Steps[TableResponse]:
        """Make the call."""
        reply = yield Call("DescribeTable", self.params())
        return TableResponse(reply["Table"])
