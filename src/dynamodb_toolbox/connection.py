"""`connect(url)`: the client for wherever the tables are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Unpack, cast

from dynamodb_toolbox.client.client import Client
from dynamodb_toolbox.client.options import NAMES
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Endpoint
from dynamodb_toolbox.protocol.foreign import ForeignClient

if TYPE_CHECKING:
    from dynamodb_toolbox.client.connect_options import ConnectOptions, HTTPOptions


def connect(url: str | ForeignClient, **options: Unpack[ConnectOptions]) -> Client:
    """Give a client for the tables at `url`, or for those that a client of boto3 or aiobotocore reaches.

    `dynamodb://eu-west-1`: DynamoDB in that region; `dynamodb://`: in the region that the environment or the
    profile says. `http://127.0.0.1:8000`, `https://…`: whoever speaks its API there.

    `sqlite:///file.db` (relative), `sqlite:////var/lib/file.db` (absolute): the engine on that file, made
    where it does not exist. `sqlite://`: the engine in memory, gone with the client.

    Args:
        url: Where the tables are; odd characters in a file's name are percent-encoded (`%3F` for `?`).
        options: `hooks`; see `HTTPOptions` for a service; `synchronous` for the engine.

    Raises:
        DynamoDBToolboxError: `client.invalidUrl` where the URL is none of these, `client.invalidClient` where
            it is no client that we know; `client.invalidOption` where an option does not go with it.
        EngineError: Where the file cannot be opened, or is not one of the engine's.
    """
    hooks = options.get("hooks", ())
    if not isinstance(url, str):
        from dynamodb_toolbox.client.botocore.adoption import adopted  # noqa: PLC0415  # few have such a client

        endpoint = adopted(url)
        _check_names(options, {"hooks"}, "a client, which has its own settings")
        return Client(endpoint, hooks=hooks)
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in _OPENERS:
        raise _invalid(url, "the scheme should be dynamodb, http, https or sqlite")
    allowed = {"synchronous"} if scheme == "sqlite" else NAMES
    _check_names(options, {"hooks", *allowed}, f"{scheme}://")
    return Client(_OPENERS[scheme](url, rest, options), hooks=hooks)


def _check_names(options: ConnectOptions, allowed: set[str], what: str) -> None:
    for name in options:
        if name not in allowed:
            raise DynamoDBToolboxError(
                "client.invalidOption",
                f"connect() takes no '{name}' for {what}; it takes {', '.join(sorted(allowed))}.",
                path=name,
            )


def _open_engine(url: str, rest: str, options: ConnectOptions) -> Endpoint:
    from dynamodb_toolbox.engine.engine import Engine  # noqa: PLC0415  # who talks to AWS never pays for it

    return Engine.open(_sqlite_path(url, rest), synchronous=options.get("synchronous", "FULL"))


def _sqlite_path(url: str, rest: str) -> str | None:
    if rest in {"", "/", "/:memory:"}:
        return None
    if not rest.startswith("/"):
        raise _invalid(url, "a file takes three slashes, and an absolute path four")
    if "?" in rest or "#" in rest:
        raise _invalid(
            url, "settings are keywords of connect(); in a file's name, write ? as %3F and # as %23"
        )
    from urllib.parse import unquote  # noqa: PLC0415  # 20 ms

    return unquote(rest[1:])


def _open_region(url: str, rest: str, options: ConnectOptions) -> Endpoint:
    from dynamodb_toolbox.client.opening import open_region  # noqa: PLC0415  # nor who stays inside the process

    region = rest.removesuffix("/")
    if not region.replace("-", "").isalnum() and region:
        raise _invalid(url, "what follows should be a region, such as eu-west-1")
    return open_region(region or None, cast("HTTPOptions", options))


def _open_address(url: str, rest: str, options: ConnectOptions) -> Endpoint:
    from dynamodb_toolbox.client.http.messages import parsed_origin  # noqa: PLC0415
    from dynamodb_toolbox.client.opening import open_origin  # noqa: PLC0415

    origin = parsed_origin(url)
    if origin is None:
        raise _invalid(url, "it should be a scheme, a host and perhaps a port, and no more")
    return open_origin(origin, cast("HTTPOptions", options))


_OPENERS: Final[dict[str, Any]] = {
    "dynamodb": _open_region,
    "http": _open_address,
    "https": _open_address,
    "sqlite": _open_engine,
}


def _invalid(url: str, reason: str) -> DynamoDBToolboxError:
    scheme, separator, rest = url.partition("://")
    user, at, _ = rest.rpartition("@")
    if at and scheme != "sqlite":  # a password, or a secret key
        url = f"{scheme}{separator}***{rest.removeprefix(user)}"
        reason = f"{reason}; credentials go into `credentials=…`, not into the URL"
    return DynamoDBToolboxError(
        "client.invalidUrl",
        f"Cannot connect to '{url}': {reason}. Expected dynamodb://REGION, http://HOST:PORT, "
        "https://HOST:PORT, "
        "sqlite:///file.db, or sqlite:// for memory.",
        payload={"received": url},
    )
