"""`BatchWriteCommand`: many puts and deletes in one table (spec/actions.md §3.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Self, TypeAlias, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.batch_delete_request import BatchDeleteRequest
from dynamodb_toolbox.commands.batch_put_request import BatchPutRequest
from dynamodb_toolbox.commands.batches import check_table
from dynamodb_toolbox.commands.several import required
from dynamodb_toolbox.table import Table

BatchWriteRequest: TypeAlias = BatchPutRequest[Any, Any] | BatchDeleteRequest[Any, Any]


class BatchWriteOptions(TypedDict, total=False):
    """The option: `table_name`, another table of the same shape."""

    table_name: str


class BatchWriteCommand:
    """Many puts and deletes in one table, of one entity or several; sent by `execute_batch_write`."""

    action_name: ClassVar[str] = "batchWrite"

    def __init__(
        self,
        table: Table,
        requests: Sequence[BatchWriteRequest] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.table = table
        self.items = tuple(requests)
        self._options: Mapping[str, Any] = options or {}

    def requests(self, *requests: BatchWriteRequest) -> Self:
        """Say what to put and delete."""
        return type(self)(self.table, requests, self._options)

    def options(
        self,
        options: BatchWriteOptions | Callable[[BatchWriteOptions], BatchWriteOptions] | None = None,
        /,
        **more: Unpack[BatchWriteOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.table, self.items, o.chosen(self._options, options, more))

    @property
    def table_name(self) -> str:
        """The name of the table that is written."""
        return o.table_name(self.table, self._options)

    def params(self) -> dict[str, Any]:
        """Give the value of `RequestItems`: the requests, by the table's name.

        Raises:
            DynamoDBToolboxError: Where an item, a key or an option is wrong, or there is no request.
        """
        return {self.table_name: self._each(lambda request: request.params())}

    def wires(self) -> list[dict[str, Any]]:
        """Give the requests in wire form.

        Raises:
            DynamoDBToolboxError: As `params`; `encoding.…` for what DynamoDB cannot hold.
        """
        return self._each(lambda request: request.wire())

    def _each(self, form: Callable[[BatchWriteRequest], dict[str, Any]]) -> list[dict[str, Any]]:
        check_table(self.table, required(self, self.items))
        requests = [form(request) for request in self.items]
        o.option_fields(self._options, o.TABLE_NAME)
        return requests
