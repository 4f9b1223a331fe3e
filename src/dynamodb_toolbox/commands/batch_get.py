"""`BatchGetCommand`: many items of one table by their keys (spec/actions.md §3.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, Self, TypeAlias, TypedDict, TypeVar, Unpack, overload

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.batch_get_request import BatchGetRequest
from dynamodb_toolbox.commands.batches import check_table
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H
from dynamodb_toolbox.commands.projections import project
from dynamodb_toolbox.commands.several import required
from dynamodb_toolbox.commands.views import projection_of_view
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.expressions.printer import Printed
from dynamodb_toolbox.table import Table, TableAction
from dynamodb_toolbox.values import WireItem

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")
V = TypeVar("V")

Read: TypeAlias = BatchGetRequest[A, Any]
"""A read of such items, whatever their key."""


class BatchGetOptions(TypedDict, total=False):
    """The options: `consistent`: read what was written last; `attributes`: only these; `table_name`."""

    consistent: bool
    attributes: Sequence[o.Wanted[Any]]
    table_name: str


class BatchGetCommand(TableAction, Generic[I]):
    """Many items of one table, of one entity or several; sent by `execute_batch_get`."""

    action_name: ClassVar[str] = "batchGet"

    def __init__(
        self,
        table: Table,
        requests: Sequence[BatchGetRequest[I, Any]] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.table = table
        self.items = tuple(requests)
        self._options: Mapping[str, Any] = o.written(options)

    @overload
    def requests(self, a: Read[A], b: Read[B], /) -> BatchGetCommand[A | B]: ...
    @overload
    def requests(self, a: Read[A], b: Read[B], c: Read[C], /) -> BatchGetCommand[A | B | C]: ...
    @overload
    def requests(
        self, a: Read[A], b: Read[B], c: Read[C], d: Read[D], /
    ) -> BatchGetCommand[A | B | C | D]: ...
    @overload
    def requests(
        self, a: Read[A], b: Read[B], c: Read[C], d: Read[D], e: Read[E], /
    ) -> BatchGetCommand[A | B | C | D | E]: ...
    @overload
    def requests(
        self, a: Read[A], b: Read[B], c: Read[C], d: Read[D], e: Read[E], f: Read[F], /
    ) -> BatchGetCommand[A | B | C | D | E | F]: ...
    @overload
    def requests(
        self, a: Read[A], b: Read[B], c: Read[C], d: Read[D], e: Read[E], f: Read[F], g: Read[G], /
    ) -> BatchGetCommand[A | B | C | D | E | F | G]: ...
    @overload
    def requests(
        self,
        a: Read[A],
        b: Read[B],
        c: Read[C],
        d: Read[D],
        e: Read[E],
        f: Read[F],
        g: Read[G],
        h: Read[H],
        /,
    ) -> BatchGetCommand[A | B | C | D | E | F | G | H]: ...
    @overload
    def requests(self, *requests: BatchGetRequest[J, Any]) -> BatchGetCommand[J]: ...
    def requests(self, *requests: BatchGetRequest[Any, Any]) -> BatchGetCommand[Any]:
        """Say which items."""
        return type(self)(self.table, requests, self._options)

    def options(
        self,
        options: BatchGetOptions | Callable[[BatchGetOptions], BatchGetOptions] | None = None,
        /,
        **more: Unpack[BatchGetOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self.table, self.items, o.chosen(self._options, options, more))

    def as_(self, kind: type[V]) -> BatchGetCommand[V]:
        """Give all items as instances of `kind`, a class with some of their attributes, and read only these.

        Raises:
            DynamoDBToolboxError: `entity.invalidView` where items of an entity cannot be shown as that.
        """
        options = {**self._options, "attributes": projection_of_view(kind)}
        return BatchGetCommand(self.table, [request.as_(kind) for request in self.items], options)

    @property
    def attributes(self) -> Sequence[str] | None:
        """The paths wanted; `None` for all."""
        return self._options.get("attributes") or None

    @property
    def entities(self) -> list[Entity[I, Any]]:
        """The entities of the requests, each once, in the order of their first requests."""
        found: dict[str, Entity[I, Any]] = {}
        for request in self.items:
            found.setdefault(request.entity.name, request.entity)
        return list(found.values())

    @property
    def table_name(self) -> str:
        """The name of the table that is read."""
        return o.table_name(self.table, self._options)

    def params(self) -> dict[str, Any]:
        """Give the value of `RequestItems`: the keys and settings, by the table's name.

        Raises:
            DynamoDBToolboxError: Where a key, an option or a projected path is wrong, or there is no request.
        """
        return {self.table_name: {"Keys": [item.params() for item in self._required()], **self.settings()}}

    def wires(self) -> list[WireItem]:
        """Give the keys in wire form.

        Raises:
            DynamoDBToolboxError: As `params`; `encoding.…` for what DynamoDB cannot hold.
        """
        return [request.wire() for request in self._required()]

    def settings(self) -> dict[str, Any]:
        """Give what is asked of all keys alike."""
        fields = o.option_fields(self._options, o.CONSISTENT, o.ATTRIBUTES, o.TABLE_NAME)
        return fields | o.expressions(ProjectionExpression=self._projection())

    def _required(self) -> Sequence[BatchGetRequest[I, Any]]:
        check_table(self.table, required(self, self.items))
        return self.items

    def _projection(self) -> Printed | None:
        if self.attributes is None:
            return None
        keys = zip(("#_pk", "#_sk"), self.table.key_attributes(), strict=False)
        extra = {token: key["name"] for token, key in keys} | {"#_et": self.table.entity_attribute_saved_as}
        code = "batchGetCommand.invalidProjectionExpression"
        return project(self.entities, self.attributes, extra, code)
