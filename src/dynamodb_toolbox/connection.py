"""`connect(url)`: the client for wherever the tables are."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import unquote

from dynamodb_toolbox.client.client import Client
from dynamodb_toolbox.errors import DynamoDBToolboxError


def connect(url: str, *, synchronous: Literal["FULL", "NORMAL", "OFF"] = "FULL") -> Client:
    """Give a client for the tables at `url`.

    `sqlite:///file.db` (relative), `sqlite:////var/lib/file.db` (absolute): the engine on that file, made
    where it does not exist. `sqlite://`: the engine in memory, gone with the client.

    Args:
        url: Where the tables are; odd characters in a file's name are percent-encoded (`%3F` for `?`).
        synchronous: SQLite's `PRAGMA synchronous`. With `FULL`, what is acknowledged survives a power cut;
            with `NORMAL` it survives the death of the process, and writes are several times faster.

    Raises:
        DynamoDBToolboxError: `client.invalidUrl` where the URL is none of these.
        EngineError: Where the file cannot be opened, or is not one of the engine's.
    """
    return Client(_engine(_sqlite_path(url), synchronous))


def _sqlite_path(url: str) -> str | None:
    scheme, separator, rest = url.partition("://")
    if scheme != "sqlite" or not separator:
        raise _invalid(url, "the scheme should be sqlite")
    if rest in {"", "/", "/:memory:"}:
        return None
    if not rest.startswith("/"):
        raise _invalid(url, "a file takes three slashes, and an absolute path four")
    if "?" in rest or "#" in rest:
        raise _invalid(
            url, "settings are keywords of connect(); in a file's name, write ? as %3F and # as %23"
        )
    return unquote(rest[1:])


def _engine(path: str | None, synchronous: str) -> Any:
    from dynamodb_toolbox.engine.engine import Engine  # noqa: PLC0415  # who talks to AWS never pays for it

    return Engine.open(path, synchronous=synchronous)


def _invalid(url: str, reason: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "client.invalidUrl",
        f"Cannot connect to '{url}': {reason}. Expected sqlite:///file.db, or sqlite:// for memory.",
        payload={"received": url},
    )
