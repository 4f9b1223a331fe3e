"""Backups: copies of the items of a table, which outlive it."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

import msgspec

from dynamodb_toolbox.engine.storage import sql_backups as sql


class Backup(NamedTuple):
    """A backup: its number, and what was backed up and when, as `DescribeBackup` shows it."""

    id: int
    details: dict[str, Any]


class Wanted(NamedTuple):
    """Which backups are asked for: those of a table (`None`: of any) made from `since` on, before `until`."""

    table_name: str | None
    since: float
    until: float


def create(connection: sqlite3.Connection, table: int, arn: str, created: float, details: Any) -> None:
    """Copy the items of a table."""
    row = (arn, details["TableName"], created, msgspec.json.encode(details))
    backup = connection.execute(sql.INSERT_BACKUP, row).lastrowid or 0
    connection.execute(sql.copy_to_backup(backup, table))


def find(connection: sqlite3.Connection, arn: str) -> Backup | None:
    """Give a backup, or `None`."""
    row = connection.execute(sql.SELECT_BACKUP, (arn,)).fetchone()
    return None if row is None else Backup(row[0], msgspec.json.decode(row[1]))


def after(connection: sqlite3.Connection, start: str, wanted: Wanted, limit: int) -> list[Backup]:
    """Give up to `limit` backups whose ARNs sort after `start`."""
    rows = connection.execute(sql.SELECT_BACKUPS, (start, *wanted, limit))
    return [Backup(number, msgspec.json.decode(details)) for number, details in rows]


def copy_into(connection: sqlite3.Connection, backup: Backup, table: int) -> None:
    """Copy the items of a backup into a table that is empty."""
    connection.execute(sql.copy_from_backup(backup.id, table))


def delete(connection: sqlite3.Connection, backup: Backup) -> None:
    """Remove a backup."""
    connection.execute(sql.drop_backup(backup.id))
    connection.execute(sql.DELETE_BACKUP, (backup.id,))
