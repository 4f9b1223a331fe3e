"""`Synchronizer`: what the reference's Synchronizer posts of a database, as data (spec/actions.md §10.3).

It is a list of requests, for whatever sends them: no network is used. Bodies have what the reference's DTOs
have; what ours add (`meta`, `settings`, versions) stays at home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self
from urllib.parse import quote

from dynamodb_toolbox.commands.entity_dto import EntityDTO
from dynamodb_toolbox.commands.registry import Registry
from dynamodb_toolbox.commands.sendable import incomplete
from dynamodb_toolbox.commands.table_dto import TableDTO
from dynamodb_toolbox.database import Database
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.table import Table

_TOOLSHACK: Final = "_ddbToolshack"
_TABLE_ICON: Final = "database-zap"
_TABLE_PARTS: Final = ("tableName", "partitionKey", "sortKey", "indexes", "entityAttributeSavedAs")
_ENTITY_PARTS: Final = ("entityName", "schema", "entityAttribute", "timestamps")
_NOTES: Final = ("title", "description")


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """One request of a synchronization.

    Attributes:
        method: `PUT` or `POST`.
        path: The path, each segment percent-encoded.
        body: The body, to be sent as JSON.
        unless: The path of what need not be made where a `GET` of it finds something; `None`: always.
    """

    method: str
    path: str
    body: dict[str, Any]
    unless: str | None = None


class Synchronizer:
    """Says what to post: `database.build(Synchronizer).aws_account("123456789012", "eu-west-1").requests()`.

    An account, as it is shown, is told once; tables and entities bear its number and region only.
    """

    action_name: ClassVar[str] = "synchronizer"

    def __init__(self, database: Database, account: Mapping[str, Any] | None = None) -> None:
        self.database = database
        self._account = account

    def aws_account(
        self,
        aws_account_id: str,
        aws_region: str,
        *,
        color: str = "blue",
        title: str | None = None,
        description: str | None = None,
    ) -> Self:
        """Say in which account and region the tables are, and how the account is shown."""
        account = {
            "awsAccountId": aws_account_id,
            "awsRegion": aws_region,
            "title": aws_account_id if title is None else title,
            "color": color,
            **({} if description is None else {"description": description}),
        }
        return type(self)(self.database, account)

    def requests(self) -> list[SyncRequest]:
        """Give the requests, in order: the account, then each table and its entities.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where no account was said,
                `table.missingTableName` where a table has no name.
        """
        if self._account is None:
            raise incomplete(self, "aws_account")
        shown = {name: value for name, value in self._account.items() if name != "awsRegion"}
        requests = [SyncRequest("PUT", "/aws-account", shown)]
        for registry in self.database.tables.values():
            requests += self._of_table(registry, self._account)
        return requests

    def _of_table(self, registry: Registry, account: Mapping[str, Any]) -> Iterator[SyncRequest]:
        table = registry.table
        where = {name: account[name] for name in ("awsAccountId", "awsRegion")}
        name = table.get_name()
        path = _path("table", *where.values(), name)
        dto = {**_table(table), "tableName": name}
        yield SyncRequest("PUT", "/table", {**where, **dto, **_shown(table.meta, _TABLE_ICON)})
        role = table.meta.get(_TOOLSHACK, {}).get("accessRole")
        if role is not None:
            yield from _access_role(account["awsAccountId"], path, role)
        for entity in registry.entities.values():
            yield SyncRequest("PUT", f"{path}/entity", _entity(entity))


def _table(table: Table) -> dict[str, Any]:
    return {name: part for name, part in TableDTO(table).to_json().items() if name in _TABLE_PARTS}


def _entity(entity: Entity[Any, Any]) -> dict[str, Any]:
    dto = {name: part for name, part in EntityDTO(entity).to_json().items() if name in _ENTITY_PARTS}
    schema = {name: part for name, part in dto["schema"].items() if name != "version"}
    return {**dto, "schema": schema, "table": _table(entity.table), **_shown(entity.meta, None)}


def _access_role(account: str, table: str, role: Mapping[str, Any]) -> Iterator[SyncRequest]:
    of_role = {"awsAccountId": account, "roleName": role["roleName"]}
    notes = {"description": role["description"]} if "description" in role else {}
    known = _path("access-role", account, role["roleName"])
    yield SyncRequest("POST", "/access-role", {**of_role, **notes}, unless=known)
    yield SyncRequest("POST", f"{table}/access-role", of_role)


def _shown(meta: Mapping[str, Any], icon: str | None) -> dict[str, Any]:
    """Give what people see of a table or an entity."""
    chosen = meta.get(_TOOLSHACK, {}).get("icon", icon)
    notes = {name: meta[name] for name in _NOTES if name in meta}
    return {**notes, **({} if chosen is None else {"icon": chosen})}


def _path(*segments: str) -> str:
    return "".join(f"/{quote(segment, safe='')}" for segment in segments)
