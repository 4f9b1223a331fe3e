"""`DeleteTableCommand`: DynamoDB's DeleteTable."""

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
from dynamodb_toolbox.commands.table_waiting import until_gone
from dynamodb_toolbox.protocol.calls import Call, Steps


class DeleteTableCommand(TableCommand[TableResponse]):
    """Deletes the table with all its items: `table.build(DeleteTableCommand).send()`.

    With `wait=True` it waits until the table is gone.
    """

    action_name: ClassVar[str] = "deleteTable"

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
        """Make the call, and wait until there is no table where that is asked for.

        Raises:
            TableTimeoutError: `table.notGone` where it is still there in the end.
        """
        params = self.params()
        reply = yield Call("DeleteTable", params)
        if self._options.get("wait"):
            yield from until_gone(params["TableName"], self._timeout)
        return TableResponse(reply["TableDescription"])
