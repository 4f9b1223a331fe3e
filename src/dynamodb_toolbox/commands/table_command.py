"""What the commands on a table as a thing share: the table, its name, and how it is described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Generic, Self, TypeAlias, TypedDict, TypeVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.commands.table_definition import settings_of
from dynamodb_toolbox.commands.table_entities import check_entities
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.table_settings import TableSettings

R = TypeVar("R")
AnyEntity: TypeAlias = Entity[Any, Any]

DEFAULT_TIMEOUT: Final = 300.0  # seconds; a table with indexes takes a minute or two

WAIT: Final = o.Option(
    "wait", "options.invalidWaitOption", "a boolean", lambda value: isinstance(value, bool)
)
TIMEOUT: Final = o.Option(
    "timeout",
    "options.invalidTimeoutOption",
    "a number of seconds from 0 up (math.inf: without end)",
    lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0,
)
SETTINGS: Final = o.Option("settings", "table.invalidSettings", "a dict", lambda _: True)  # checked elsewhere


class WaitingOptions(TypedDict, total=False):
    """`table_name`: another name than the table's own; `wait`: until it is done; `timeout`: seconds (300)."""

    table_name: str
    wait: bool
    timeout: float


@dataclass(frozen=True, slots=True)
class TableResponse(Metered):
    """A table as the service describes it.

    Attributes:
        description: AWS's `TableDescription`.
    """

    description: dict[str, Any]

    @property
    def status(self) -> str:
        """`CREATING`, `ACTIVE`, `DELETING`, …."""
        return str(self.description["TableStatus"])


class TableCommand(Sendable[R], Generic[R]):
    """A command on a table as a thing."""

    _allowed: ClassVar[tuple[o.Option, ...]] = (o.TABLE_NAME,)

    def __init__(self, table: Table, options: Mapping[str, Any] | None = None) -> None:
        self._table = table
        self._options: Mapping[str, Any] = options or {}

    @property
    def table(self) -> Table:
        """The table that the command is about."""
        return self._table

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The table."""
        return (self._table,)

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[options]`."""
        return [dict(self._options)]

    def params(self) -> dict[str, Any]:
        """Give the request, which is the table's name.

        Raises:
            DynamoDBToolboxError: `table.missingTableName`, or `options.…`.
        """
        o.option_fields(self._options, *self._allowed)
        return {"TableName": o.table_name(self._table, self._options)}

    def _with(self, options: Any, more: Mapping[str, Any]) -> Self:
        return type(self)(self._table, o.chosen(self._options, options, more))

    @property
    def _timeout(self) -> float:
        timeout = self._options.get("timeout")
        return DEFAULT_TIMEOUT if timeout is None else float(timeout)


class DefiningCommand(TableCommand[R]):
    """A command that says what is to be deployed: the table, its settings, and what will be stored."""

    def __init__(
        self, table: Table, entities: Sequence[AnyEntity] = (), options: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(table, options)
        self._entities = tuple(entities)

    def entities(self, *entities: AnyEntity) -> Self:
        """Say what will be stored: keys of indexes, projections and time to live are checked for it."""
        return type(self)(self._table, entities, self._options)

    def params(self) -> dict[str, Any]:
        """Give the request, which is the table's name; what is to be deployed is checked, too.

        Raises:
            DynamoDBToolboxError: `table.missingTableName`, `table.invalidSettings`, `table.entityMismatch`,
                or `options.…`.
        """
        name = super().params()
        self._settings()
        return name

    def _with(self, options: Any, more: Mapping[str, Any]) -> Self:
        return type(self)(self._table, self._entities, o.chosen(self._options, options, more))

    def _settings(self) -> TableSettings:
        """Give the settings to deploy, checked together with the entities."""
        settings = settings_of(self._table, self._options.get("settings"))
        check_entities(self._table, self._entities, settings)
        return settings
