"""`EnsureTableCommand`: the table is there and active, as declared, whether it was before or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.table_command import SETTINGS, TIMEOUT, DefiningCommand, TableResponse
from dynamodb_toolbox.commands.table_definition import definition
from dynamodb_toolbox.commands.table_diff import TableDiff, compare
from dynamodb_toolbox.commands.table_setup import set_up
from dynamodb_toolbox.commands.table_state import deployed_settings
from dynamodb_toolbox.commands.table_waiting import until_active, until_gone
from dynamodb_toolbox.errors import ResourceInUseException, ResourceNotFoundException, TableMismatchError
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.table_settings import TableSettings

_PATIENCE: Final = (0.25, 0.5, 1.0)

ON_DIFFERENCE: Final = o.Option(
    "on_difference",
    "options.invalidOnDifferenceOption",
    "one of: RAISE, RETURN",
    lambda value: value in ("RAISE", "RETURN"),
)


class EnsureTableOptions(TypedDict, total=False):
    """The options of `EnsureTableCommand`.

    `table_name`: another name than the table's own; `settings`: laid over the table's own; `timeout`: seconds
    to wait at most (300); `on_difference`: `RAISE` (the default) where a table that was there is not as
    declared, or `RETURN` the difference.
    """

    table_name: str
    settings: TableSettings
    timeout: float
    on_difference: str


@dataclass(frozen=True, slots=True)
class EnsureTableResponse(TableResponse):
    """A table that is there.

    Attributes:
        description: AWS's `TableDescription`.
        created: Whether this command created it.
        diff: What differs from what is declared; where `RAISE` holds, at most indexes that nobody declared.
    """

    created: bool
    diff: TableDiff


class EnsureTableCommand(DefiningCommand[EnsureTableResponse]):
    """Creates the table where it does not exist, with all its settings, and waits until it is active.

    A table that exists is not changed, but compared: it must be as declared. An index that is deployed and
    not declared does no harm, and is only told in the response's `diff`.
    """

    action_name: ClassVar[str] = "ensureTable"

    _allowed = (o.TABLE_NAME, SETTINGS, TIMEOUT, ON_DIFFERENCE)

    def options(
        self,
        options: EnsureTableOptions | Callable[[EnsureTableOptions], EnsureTableOptions] | None = None,
        /,
        **more: Unpack[EnsureTableOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._with(options, more)

    def steps(self) -> Steps[EnsureTableResponse]:
        """Describe, create where there is none, wait until active, set up or compare.

        Raises:
            TableMismatchError: `table.keyMismatch` where the deployed primary key is another,
                `table.mismatch` where something else is.
            TableTimeoutError: `table.notActive` where the table is not active in time.
        """
        name, settings = self.params()["TableName"], self._settings()
        description = yield from self._find(name)
        created = description is None
        if description is None:
            description, created = yield from self._create(name, settings)
        young = created or description["TableStatus"] == "CREATING"  # whoever creates it may not be done
        description = yield from until_active(
            name, description, self._timeout, indexes=self._table.indexes, just_created=young
        )
        if young:
            yield from set_up(name, settings)
            if created:
                return EnsureTableResponse(description, created, TableDiff(name, ()))
        diff = yield from self._compare(name, description, settings)
        return EnsureTableResponse(description, created, diff)

    def _find(self, name: str) -> Steps[dict[str, Any] | None]:
        try:
            description: dict[str, Any] = (yield Call("DescribeTable", {"TableName": name}))["Table"]
        except ResourceNotFoundException:
            return None
        if description["TableStatus"] != "DELETING":
            return description
        yield from until_gone(name, self._timeout)
        return None

    def _create(self, name: str, settings: TableSettings) -> Steps[tuple[dict[str, Any], bool]]:
        request = {"TableName": name, **definition(self._table, settings)}
        try:
            return (yield Call("CreateTable", request))["TableDescription"], True
        except ResourceInUseException:  # another process was faster
            return (yield Call("DescribeTable", {"TableName": name}))["Table"], False

    def _compare(self, name: str, description: dict[str, Any], settings: TableSettings) -> Steps[TableDiff]:
        for wait in (*_PATIENCE, None):
            deployed = yield from deployed_settings(name, description, settings)
            diff = compare(self._table, settings, description, deployed)
            if not diff.unmet or self._options.get("on_difference") == "RETURN":
                return diff
            if wait is None or not _may_come(diff):
                raise _mismatch(diff)
            yield Call("DescribeTable", {"TableName": name}, after=wait)
        raise AssertionError("the last round returns or raises")


def _may_come(diff: TableDiff) -> bool:
    """Whether all that is unmet is set after a table is active: another process may be about to do so."""
    later = ("settings.time_to_live", "settings.point_in_time_recovery")
    return all(difference.path in later and not difference.deployed for difference in diff.unmet)


def _mismatch(diff: TableDiff) -> TableMismatchError:
    key = any(difference.path == "key" for difference in diff.differences)
    return TableMismatchError(
        "table.keyMismatch" if key else "table.mismatch",
        f"{diff}\nCorrect the `Table` or what is deployed, or use another table.",
        payload={"diff": diff},
    )
