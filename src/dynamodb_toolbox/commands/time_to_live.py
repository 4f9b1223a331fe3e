"""`UpdateTimeToLiveCommand`, `DescribeTimeToLiveCommand`: when items of a table expire.

Operations: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ API_UpdateTimeToLive.html,
API_DescribeTimeToLive.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.table_command import TableCommand
from dynamodb_toolbox.commands.table_setup import time_to_live_request
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Call, Steps

ATTRIBUTE: Final = o.Option(
    "attribute",
    "options.invalidAttributeOption",
    "the stored name of an attribute",
    lambda value: isinstance(value, str) and value != "",
)
ENABLED: Final = o.Option(
    "enabled", "options.invalidEnabledOption", "a boolean", lambda value: isinstance(value, bool)
)


class TimeToLiveOptions(TypedDict, total=False):
    """`table_name`: another name than the table's own."""

    table_name: str


class UpdateTimeToLiveOptions(TimeToLiveOptions, total=False):
    """`attribute`: its stored name, where the table's settings say none; `enabled`: on, unless false."""

    attribute: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class TimeToLiveResponse(Metered):
    """Whether items expire, and by which attribute.

    Attributes:
        status: `ENABLED`, `DISABLED`, or on the way (`ENABLING`, `DISABLING`, for up to an hour).
        attribute: The stored name of the attribute; `None` where items do not expire.
    """

    status: str
    attribute: str | None


class DescribeTimeToLiveCommand(TableCommand[TimeToLiveResponse]):
    """Tells whether items expire: `table.build(DescribeTimeToLiveCommand).send().attribute`."""

    action_name: ClassVar[str] = "describeTimeToLive"

    def options(
        self,
        options: TimeToLiveOptions | Callable[[TimeToLiveOptions], TimeToLiveOptions] | None = None,
        /,
        **more: Unpack[TimeToLiveOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._with(options, more)

    def steps(self) -> Steps[TimeToLiveResponse]:
        """Make the call."""
        reply = yield Call("DescribeTimeToLive", self.params())
        described: dict[str, str] = reply["TimeToLiveDescription"]
        return TimeToLiveResponse(described["TimeToLiveStatus"], described.get("AttributeName"))


class UpdateTimeToLiveCommand(TableCommand[TimeToLiveResponse]):
    """Lets items expire by the attribute that the table's settings say, or stops it (`enabled=False`).

    Where it is on, DynamoDB deletes items some time after the moment that their attribute says, in seconds
    since 1970: items that are already there, too.
    """

    action_name: ClassVar[str] = "updateTimeToLive"

    _allowed = (o.TABLE_NAME, ATTRIBUTE, ENABLED)

    def options(
        self,
        options: (
            UpdateTimeToLiveOptions | Callable[[UpdateTimeToLiveOptions], UpdateTimeToLiveOptions] | None
        ) = None,
        /,
        **more: Unpack[UpdateTimeToLiveOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._with(options, more)

    def params(self) -> dict[str, Any]:
        """Give the UpdateTimeToLive request.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where neither option nor settings say the
                attribute, `table.missingTableName`, or `options.…`.
        """
        name = super().params()["TableName"]
        attribute = self._options.get("attribute") or self._table.settings.get("time_to_live")
        if attribute is None:
            raise DynamoDBToolboxError(
                "actions.incompleteAction",
                "UpdateTimeToLiveCommand incomplete: missing the attribute; give it with "
                '`Table(settings={"time_to_live": …})` or `.options(attribute=…)`.',
            )
        return time_to_live_request(name, attribute, enabled=self._options.get("enabled") is not False)

    def steps(self) -> Steps[TimeToLiveResponse]:
        """Make the call; the change may take up to an hour."""
        reply = yield Call("UpdateTimeToLive", self.params())
        specification = reply["TimeToLiveSpecification"]
        if not specification["Enabled"]:
            return TimeToLiveResponse("DISABLING", None)
        return TimeToLiveResponse("ENABLING", specification["AttributeName"])
