"""`DescribeTableCommand`: DynamoDB's DescribeTable."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Self, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.table_command import (
    TIMEOUT,
    WAIT,
    TableCommand,
    TableResponse,
    WaitingOptions,
)
from dynamodb_toolbox.commands.table_waiting import until_active
from dynamodb_toolbox.protocol.calls import Call, Steps


class DescribeTableCommand(TableCommand[TableResponse]):
    """Describes the table as it is deployed: `table.build(DescribeTableCommand).send().status`.

    With `wait=True` it waits until the table and the indexes that the `Table` declares are active.
    """

    action_name: ClassVar[str] = "describeTable"

    _allowed = (o.TABLE_NAME, WAIT, TIMEOUT)

    def options(
        self,
        options: WaitingOptions | Callable[[WaitingOptions], WaitingOptions] | None = None,
        /,
        **more: Unpack[WaitingOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._with(options, more)

    def steps(self) -> Steps[TableResponse]:
        """Make the call, again and again where waiting is asked for.

        Raises:
            TableTimeoutError: `table.notActive` where it is not active in time.
        """
        params = self.params()
        description = (yield Call("DescribeTable", params))["Table"]
        if self._options.get("wait"):
            description = yield from until_active(
                params["TableName"], description, self._timeout, indexes=self._table.indexes
            )
        return TableResponse(description)
