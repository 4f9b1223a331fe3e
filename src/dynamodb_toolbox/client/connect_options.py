"""The options of `connect()` as keywords. It is for type checkers: nothing loads it at run time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    import ssl
    from os import PathLike

    from dynamodb_toolbox.client.credentials.credentials import Credentials, Provider
    from dynamodb_toolbox.client.hooks import Hook
    from dynamodb_toolbox.client.http.transports import AsyncTransport, Transport


class HTTPOptions(TypedDict, total=False):
    """What `connect("dynamodb://…")` and `connect("http://…")` take; times are in seconds.

    `region`: where the tables are, and for which region to sign; by default `AWS_REGION`,
    `AWS_DEFAULT_REGION`, the profile's.
    `credentials`: a `Credentials`, or a provider of them; by default they are looked for as the AWS SDKs do.
    `profile`: a profile of the shared files, in place of `AWS_PROFILE`.
    `use_fips`, `use_dualstack`: which address of the region.
    `connect_timeout` (5): to reach the service; `read_timeout` (30): for the next bytes of an answer;
    `pool_timeout` (30): for a free connection; `total_timeout` (60): for a call with all its repetitions;
    `None` sets no bound.
    `max_connections` (64): open at once, synchronously, and for each event loop.
    `max_attempts` (4): how often a request is sent, the first time included; 1 for no repetition.
    `repeat_lost_writes` (True): whether a write whose answer was lost is sent again, as the AWS SDKs do.
    `verify`: a file or folder of authorities, or an `ssl.SSLContext`, in place of those of the system.
    `use_proxies` (True): whether `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` count.
    `transport`, `async_transport`: carry the requests in place of our own (`Transport`, and a function that
    gives an `AsyncTransport`).
    """

    region: str
    credentials: Credentials | Provider
    profile: str
    use_fips: bool
    use_dualstack: bool
    connect_timeout: float | None
    read_timeout: float | None
    pool_timeout: float | None
    total_timeout: float | None
    max_connections: int
    max_attempts: int
    repeat_lost_writes: bool
    verify: str | PathLike[str] | ssl.SSLContext
    use_proxies: bool
    transport: Transport
    async_transport: Callable[[], AsyncTransport]


class ConnectOptions(HTTPOptions, total=False):
    """The options of `connect()`: those of a service behind HTTP, and these.

    `hooks`: who is told of each call and how it ended (`client/hooks.py`), wherever the tables are.
    `synchronous` (`FULL`): of the engine, SQLite's `PRAGMA synchronous`. With `FULL`, what is acknowledged
    survives a power cut; with `NORMAL` it survives the death of the process, and writes are several times
    faster.
    """

    hooks: Sequence[Hook]
    synchronous: Literal["FULL", "NORMAL", "OFF"]
