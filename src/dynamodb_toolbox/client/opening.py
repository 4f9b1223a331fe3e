"""A URL and options → an endpoint behind HTTP."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.client.credentials.keeper import Keeper
from dynamodb_toolbox.client.exchange import Exchanges
from dynamodb_toolbox.client.http.messages import Origin, parsed_origin
from dynamodb_toolbox.client.http.sockets import SocketTransport
from dynamodb_toolbox.client.http.timeouts import Timeouts
from dynamodb_toolbox.client.http.tls import Verify
from dynamodb_toolbox.client.http_endpoint import HTTPEndpoint
from dynamodb_toolbox.client.options import checked
from dynamodb_toolbox.client.retry import MAX_ATTEMPTS, Retrying
from dynamodb_toolbox.client.settings import Settings
from dynamodb_toolbox.client.shared_files import Profile
from dynamodb_toolbox.client.sigv4 import STREAMS, TABLES, signing_region
from dynamodb_toolbox.errors import DynamoDBToolboxError

if TYPE_CHECKING:
    from dynamodb_toolbox.client.connect_options import HTTPOptions
    from dynamodb_toolbox.client.http.transports import AsyncTransport

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def open_region(region: str | None, options: HTTPOptions) -> HTTPEndpoint:
    """Open DynamoDB in a region, at its own address or at the one that the environment sets in its place.

    Raises:
        DynamoDBToolboxError: `client.invalidRegion` where there is none; `client.invalidOption`,
            `client.invalidSetting`.
    """
    from dynamodb_toolbox.client.endpoints import (  # noqa: PLC0415  # who says an address needs none
        endpoint_of,
        streams_endpoint_of,
    )

    checked(options)
    settings = _settings(options)
    region = region or options.get("region") or settings.region
    if region is None:
        raise DynamoDBToolboxError(
            "client.invalidRegion",
            "No region is set: say connect('dynamodb://eu-west-1'), or set AWS_REGION, or `region` "
            "in the profile.",
        )
    fips = options.get("use_fips", settings.is_true("use_fips_endpoint"))
    dual_stack = options.get("use_dualstack", settings.is_true("use_dualstack_endpoint"))
    url = settings.endpoint_url
    if url is None:
        origin = endpoint_of(region, fips=fips, dual_stack=dual_stack)
        streams = streams_endpoint_of(region, fips=fips, dual_stack=dual_stack)
    else:
        origin = streams = _configured(url, fips=fips, dual_stack=dual_stack)
    url = settings.streams_endpoint_url
    if url is not None:
        streams = _configured(url, fips=fips, dual_stack=dual_stack)
    return _endpoint((origin, streams), signing_region(region), options, settings)


def open_origin(origin: Origin, options: HTTPOptions) -> HTTPEndpoint:
    """Open whatever answers at an address.

    Raises:
        DynamoDBToolboxError: `client.invalidOption`, `client.invalidSetting`.
    """
    checked(options)
    for name in ("use_fips", "use_dualstack"):
        if name in options:
            raise DynamoDBToolboxError(
                "client.invalidOption",
                f"'{name}' chooses an address of dynamodb://REGION; here, {origin.url} is chosen already.",
                path=name,
            )
    settings = _settings(options)
    region = options.get("region") or _region_in(origin) or settings.region or "us-east-1"
    if not region.isascii() or not region.isprintable() or set(region) & set(" ,/"):
        raise DynamoDBToolboxError(
            "client.invalidRegion",
            f"A region to sign for has letters, digits and hyphens, such as eu-west-1; got {region!r}.",
            payload={"received": region},
        )
    return _endpoint((origin, origin), signing_region(region), options, settings)


def _region_in(origin: Origin) -> str | None:
    from dynamodb_toolbox.client.endpoints import region_in  # noqa: PLC0415  # only where it is not said

    return region_in(origin.host)


def _settings(options: HTTPOptions) -> Settings:
    return Settings(os.environ, Profile(os.environ, options.get("profile")))


def _configured(url: str, *, fips: bool, dual_stack: bool) -> Origin:
    origin = parsed_origin(url)
    if origin is None:
        raise DynamoDBToolboxError(
            "client.invalidSetting",
            "AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB(_STREAMS) or endpoint_url of the profile should be "
            "http://HOST:PORT "
            f"or https://HOST:PORT; got '{url}'.",
            path="endpoint_url",
        )
    if fips or dual_stack:
        raise DynamoDBToolboxError(
            "client.invalidOption",
            f"FIPS and dual stack choose an address of AWS, and {url} is set in its place: use one of them.",
            path="use_fips" if fips else "use_dualstack",
        )
    return origin


def _endpoint(
    origins: tuple[Origin, Origin], region: str, options: HTTPOptions, settings: Settings
) -> HTTPEndpoint:
    keeper = _keeper(origins[0], options, settings)
    retrying = Retrying(options.get("max_attempts") or settings.max_attempts or MAX_ATTEMPTS)
    tables, streams = (
        Exchanges(
            origin,
            region,
            keeper,
            retrying,
            repeat_lost_writes=options.get("repeat_lost_writes", True),
            total_timeout=options.get("total_timeout", 60.0),
            user_agent=_user_agent(),
            service=service,
        )
        for origin, service in zip(origins, (TABLES, STREAMS), strict=True)
    )
    carrying = _Carrying(options, settings, tls=origins[0].tls)
    return HTTPEndpoint(
        tables,
        streams,
        keeper,
        options.get("transport") or carrying.synchronous(),
        options.get("async_transport") or carrying.asynchronous,
    )


class _Carrying:
    """What both of our transports are made with."""

    def __init__(self, options: HTTPOptions, settings: Settings, *, tls: bool) -> None:
        self.timeouts = Timeouts(
            connect=options.get("connect_timeout", 5.0),
            read=options.get("read_timeout", 30.0),
            pool=options.get("pool_timeout", 30.0),
        )
        self.max_connections = options.get("max_connections", 64)
        verify: Any = options.get("verify") or (settings.authorities if tls else None)
        self.verify: Verify = os.fspath(verify) if isinstance(verify, os.PathLike) else verify
        self.proxies = options.get("use_proxies", True)

    def synchronous(self) -> SocketTransport:
        return SocketTransport(
            timeouts=self.timeouts,
            max_connections=self.max_connections,
            verify=self.verify,
            proxies=self.proxies,
        )

    def asynchronous(self) -> AsyncTransport:
        from dynamodb_toolbox.client.http.async_sockets import (  # noqa: PLC0415  # it loads asyncio
            AsyncSocketTransport,
        )

        return AsyncSocketTransport(
            timeouts=self.timeouts,
            max_connections=self.max_connections,
            verify=self.verify,
            proxies=self.proxies,
        )


def _keeper(origin: Origin, options: HTTPOptions, settings: Settings) -> Keeper:
    given = options.get("credentials")
    if isinstance(given, Credentials):
        return Keeper.of(given)
    if given is not None:
        return Keeper([given])
    from dynamodb_toolbox.client.credentials.chain import keeper_of  # noqa: PLC0415  # where none are given

    local = origin.host in _LOOPBACK
    return keeper_of(settings, profile_given="profile" in options, local=local)


def _user_agent() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    return f"dynamodb-toolbox-python lang/python#{version}"
