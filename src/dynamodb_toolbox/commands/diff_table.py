"""`DiffTableCommand`: what differs between a `Table` and what is deployed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Self, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.table_command import SETTINGS, DefiningCommand
from dynamodb_toolbox.commands.table_diff import TableDiff, compare, not_deployed
from dynamodb_toolbox.commands.table_state import deployed_settings
from dynamodb_toolbox.errors import ResourceNotFoundException
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.table_settings import TableSettings


class DiffTableOptions(TypedDict, total=False):
    """`table_name`: another name than the table's own; `settings`: laid over the table's own."""

    table_name: str
    settings: TableSettings


class DiffTableCommand(DefiningCommand[TableDiff]):
    """Compares the table with what is deployed: `print(table.build(DiffTableCommand).send())`.

    Keys and indexes are compared whole, settings where they are declared. It only reads: DescribeTable, and
    for what is declared DescribeTimeToLive, DescribeContinuousBackups and ListTagsOfResource.
    """

    action_name: ClassVar[str] = "diffTable"

    _allowed = (o.TABLE_NAME, SETTINGS)

    def options(
        self,
        options: DiffTableOptions | Callable[[DiffTableOptions], DiffTableOptions] | None = None,
        /,
        **more: Unpack[DiffTableOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._with(options, more)

    def steps(self) -> Steps[TableDiff]:
        """Describe, and compare; a table that is not there is a difference, too."""
        name, settings = self.params(), self._settings()
        try:
            description = (yield Call("DescribeTable", name))["Table"]
        except ResourceNotFoundException:
            return not_deployed(name["TableName"])
        deployed = yield from deployed_settings(name["TableName"], description, settings)
        return compare(self._table, settings, description, deployed)
