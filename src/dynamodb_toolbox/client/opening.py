"""A URL and options → an endpoint behind HTTP."""

from __future__ import annotations

import os
from typing import Final

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.client.credentials.environment import environment_credentials
from dynamodb_toolbox.client.credentials.keeper import Keeper
from dynamodb_toolbox.client.endpoints import endpoint_of, region_in, signing_region
from dynamodb_toolbox.client.exchange import Exchanges
from dynamodb_toolbox.client.http.messages import AsyncTransport, Origin
from dynamodb_toolbox.client.http.sockets import SocketTransport
from dynamodb_toolbox.client.http.timeouts import Timeouts
from dynamodb_toolbox.client.http_endpoint import HTTPEndpoint
from dynamodb_toolbox.client.options import HTTPOptions
from dynamodb_toolbox.client.retry import MAX_ATTEMPTS, Retrying

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def open_region(region: str | None, options: HTTPOptions) -> HTTPEndpoint:
    """Open DynamoDB in a region."""
    region = region or options.get("region") or _region() or ""
    origin = endpoint_of(
        region, fips=options.get("use_fips", False), dual_stack=options.get("use_dualstack", False)
    )
    return _endpoint(origin, signing_region(region), options)


def open_origin(origin: Origin, options: HTTPOptions) -> HTTPEndpoint:
    """Open whatever answers at an address."""
    region = options.get("region") or region_in(origin.host) or _region() or "us-east-1"
    return _endpoint(origin, region, options)


def _region() -> str | None:
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")


def _endpoint(origin: Origin, region: str, options: HTTPOptions) -> HTTPEndpoint:
    keeper = _keeper(origin, options)
    timeouts = Timeouts(
        connect=options.get("connect_timeout", 5.0),
        read=options.get("read_timeout", 30.0),
        pool=options.get("pool_timeout", 30.0),
    )
    exchanges = Exchanges(
        origin,
        region,
        keeper,
        Retrying(options.get("max_attempts", MAX_ATTEMPTS)),
        repeat_lost_writes=options.get("repeat_lost_writes", True),
        total_timeout=options.get("total_timeout", 60.0),
    )
    max_connections = options.get("max_connections", 64)
    proxies = options.get("use_proxies", True)
    verify = options.get("verify")

    def asynchronous() -> AsyncTransport:
        from dynamodb_toolbox.client.http.async_sockets import AsyncSocketTransport  # noqa: PLC0415

        return AsyncSocketTransport(
            timeouts=timeouts, max_connections=max_connections, verify=verify, proxies=proxies
        )

    transport = options.get("transport") or SocketTransport(
        timeouts=timeouts, max_connections=max_connections, verify=verify, proxies=proxies
    )
    return HTTPEndpoint(exchanges, keeper, transport, options.get("async_transport") or asynchronous)


def _keeper(origin: Origin, options: HTTPOptions) -> Keeper:
    given = options.get("credentials")
    if isinstance(given, Credentials):
        return Keeper.of(given)
    if given is not None:
        return Keeper([given])
    found = environment_credentials(os.environ)
    if found is not None:
        return Keeper.of(found)
    if origin.host in _LOOPBACK:  # a service on this machine asks for a signature, and cares not whose
        return Keeper.of(Credentials("local", "local"))
    return Keeper([])
