"""The errors of a transport, each built in one place."""

from __future__ import annotations

from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.errors import TransportError


def connect_failed(origin: Origin, reason: object) -> TransportError:
    """Nothing answers at the address, or its name is unknown."""
    return TransportError(
        "client.connectFailed",
        f"Cannot connect to {origin.url}: {reason}. Is the address right, and reachable?",
    )


def connect_timed_out(origin: Origin, seconds: float | None) -> TransportError:
    """The connection was not there in time."""
    return TransportError(
        "client.connectTimeout",
        f"No connection to {origin.url} within {_seconds(seconds)}. Is it reachable from here? "
        "`connect_timeout` allows more.",
    )


def tls_failed(origin: Origin, reason: object) -> TransportError:
    """The certificate is not trusted, or no encryption was agreed on."""
    return TransportError(
        "client.tlsFailed",
        f"No trusted connection to {origin.url}: {reason}. Where its authority is your own, give its file: "
        '`verify="authority.pem"` or AWS_CA_BUNDLE.',
    )


def proxy_refused(origin: Origin, proxy: Origin, status: int) -> TransportError:
    """The proxy does not let us through."""
    return TransportError(
        "client.proxyRefused",
        f"The proxy {proxy.url} answers {status} to a tunnel to {origin.url}. Check HTTPS_PROXY and "
        "its user, "
        "or name the host in NO_PROXY.",
        payload={"status": status},
    )


def pool_timed_out(origin: Origin, limit: int, seconds: float | None) -> TransportError:
    """All connections were busy for too long."""
    return TransportError(
        "client.poolTimeout",
        f"All {limit} connections to {origin.url} were busy for {_seconds(seconds)}. "
        "`max_connections` allows "
        "more.",
    )


def closed(origin: Origin) -> TransportError:
    """The client is closed."""
    return TransportError("client.closed", f"The client for {origin.url} is closed; connect again.")


def deadline_passed(origin: Origin, *, sent: bool) -> TransportError:
    """The time for the whole call is over."""
    error = TransportError(
        "client.totalTimeout", f"The time for the call to {origin.url} is over. `total_timeout` allows more."
    )
    error.sent = sent
    return error


def in_call(error: TransportError, origin: Origin, *, is_last: bool) -> TransportError:
    """Give the error of a wait; where it is the time of the whole call that is over, that is told."""
    late = is_last and error.code in {"client.connectTimeout", "client.poolTimeout"}
    return deadline_passed(origin, sent=False) if late else error


def read_timed_out(origin: Origin, seconds: float | None) -> TransportError:
    """The service was silent for too long."""
    error = TransportError(
        "client.readTimeout",
        f"{origin.url} was silent for {_seconds(seconds)}. `read_timeout` allows more.",
    )
    error.sent = True
    return error


def connection_lost(origin: Origin, *, started: bool, reason: object = None) -> TransportError:
    """The connection broke before the answer was whole."""
    where = "in the middle of" if started else "before"
    error = TransportError(
        "client.connectionLost",
        f"The connection to {origin.url} was closed {where} the answer" + (f": {reason}." if reason else "."),
    )
    error.sent = True
    return error


def malformed(origin: Origin, reason: object) -> TransportError:
    """What came is no HTTP."""
    error = TransportError("client.invalidResponse", f"{origin.url} gave no HTTP/1.1 answer: {reason}.")
    error.sent = True
    return error


def _seconds(seconds: float | None) -> str:
    return "the time given" if seconds is None else f"{seconds:g} s"
