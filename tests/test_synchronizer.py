"""`Synchronizer`: what the reference's posts, as data, its faults mended (spec/actions.md §10.3, §13.42)."""

import json
from typing import Any

import pytest

from dynamodb_toolbox import Database, Entity, Registry, Synchronizer, Table, s
from dynamodb_toolbox.synchronizer import SyncRequest
from tests.refusals import refused

TABLE = Table(
    name="prod.league",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "string"},
    indexes={"lsi": {"type": "local", "sort_key": {"name": "n", "type": "number"}}},
    meta={"title": "League", "description": "All", "owner": "us"},
)
TRAINERS: Entity[Any, Any] = Entity(
    name="trainer",
    table=TABLE,
    schema=s.item({"pk": s.string().key(), "sk": s.string().key()}),
    timestamps=False,
    meta={"title": "Trainer", "_ddbToolshack": {"icon": "user"}},
)
WHERE = {"awsAccountId": "123456789012", "awsRegion": "eu-west-1"}
KEYS = {
    "partitionKey": {"name": "pk", "type": "string"},
    "sortKey": {"name": "sk", "type": "string"},
    "indexes": {"lsi": {"type": "local", "sortKey": {"name": "n", "type": "number"}}},
    "entityAttributeSavedAs": "_et",
}


def requests_of(*tables: Table | Registry) -> list[SyncRequest]:
    database = Database({str(number): table for number, table in enumerate(tables)})
    return database.build(Synchronizer).aws_account(*WHERE.values(), description="Ours").requests()


def test_account_tables_and_entities_in_order() -> None:
    account, table, entity = requests_of(TABLE.build(Registry).register_entities(TRAINERS))
    assert account == SyncRequest(
        "PUT",
        "/aws-account",
        {"awsAccountId": "123456789012", "title": "123456789012", "color": "blue", "description": "Ours"},
    )
    assert table == SyncRequest(
        "PUT",
        "/table",
        {
            **WHERE,
            "tableName": "prod.league",
            **KEYS,
            "title": "League",
            "description": "All",
            "icon": "database-zap",
        },
    )
    key = {"type": "string", "required": "always", "key": True}
    assert entity == SyncRequest(
        "PUT",
        "/table/123456789012/eu-west-1/prod.league/entity",
        {
            "entityName": "trainer",
            "schema": {"type": "item", "attributes": {"pk": key, "sk": key}},
            "entityAttribute": True,
            "timestamps": False,
            "table": {"tableName": "prod.league", **KEYS},
            "title": "Trainer",
            "icon": "user",
        },
    )
    assert json.loads(json.dumps(entity.body)) == entity.body


def test_the_account_as_shown_is_told_once() -> None:
    database = Database({"t": TABLE})
    sync = database.build(Synchronizer).aws_account("1", "r", color="red", title="T", description="D")
    account, table = sync.requests()
    assert account.body == {"awsAccountId": "1", "title": "T", "color": "red", "description": "D"}
    assert table.body["description"] == "All"
    assert "color" not in table.body


def test_path_segments_are_encoded() -> None:
    role = {"roleName": "a/b c", "description": "Reads"}
    table = Table(
        name=lambda: "arn:aws:dynamodb:eu-west-1:1:table/x",
        partition_key={"name": "pk", "type": "string"},
        meta={"_ddbToolshack": {"accessRole": role, "icon": "x"}},
    )
    _, put, make, bind = requests_of(table)
    assert (put.body["tableName"], put.body["icon"], put.unless) == (table.get_name(), "x", None)
    assert make == SyncRequest(
        "POST",
        "/access-role",
        {"awsAccountId": "123456789012", "roleName": "a/b c", "description": "Reads"},
        unless="/access-role/123456789012/a%2Fb%20c",
    )
    name = "arn%3Aaws%3Adynamodb%3Aeu-west-1%3A1%3Atable%2Fx"
    assert bind.path == f"/table/123456789012/eu-west-1/{name}/access-role"
    assert bind.body == {"awsAccountId": "123456789012", "roleName": "a/b c"}


def test_what_is_missing_is_told() -> None:
    with refused("actions.incompleteAction"):
        Database({"t": TABLE}).build(Synchronizer).requests()
    with refused("table.missingTableName"):
        requests_of(Table(partition_key={"name": "pk", "type": "string"}))


@pytest.mark.parametrize("meta", [{}, {"title": None}])
def test_notes_are_what_the_meta_says(meta: dict[str, Any]) -> None:
    _, table = requests_of(Table(name="ttt", partition_key={"name": "pk", "type": "string"}, meta=meta))
    assert {name: table.body[name] for name in ("title", "description") if name in table.body} == meta
