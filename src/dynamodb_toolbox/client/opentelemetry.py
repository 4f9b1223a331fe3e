"""`instrument(client)`: a span and a measurement for each call, by the semantic conventions.

What is told: which operation on which tables, where, how long, how often, with which error. Never a value of
an item or a key, nor the message of an error, which may quote one.

Source: https://opentelemetry.io/docs/specs/semconv/db/dynamodb/,
https://opentelemetry.io/docs/specs/semconv/db/database-metrics/
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from dynamodb_toolbox.client.client import Client
from dynamodb_toolbox.client.hooks import Ended, Outcome
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Call

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram, MeterProvider
    from opentelemetry.trace import Span, Tracer, TracerProvider

NAME: Final = "dynamodb_toolbox"
_SECONDS: Final = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10)
_ROWS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)

_OF_REQUEST: Final = {
    "ConsistentRead": "aws.dynamodb.consistent_read",
    "ExclusiveStartTableName": "aws.dynamodb.exclusive_start_table",
    "IndexName": "aws.dynamodb.index_name",
    "Limit": "aws.dynamodb.limit",
    "ProjectionExpression": "aws.dynamodb.projection",
    "ScanIndexForward": "aws.dynamodb.scan_forward",
    "Segment": "aws.dynamodb.segment",
    "Select": "aws.dynamodb.select",
    "TotalSegments": "aws.dynamodb.total_segments",
}
_OF_REPLY: Final = {"Count": "aws.dynamodb.count", "ScannedCount": "aws.dynamodb.scanned_count"}


def instrument(
    client: Client,
    *,
    tracer_provider: TracerProvider | None = None,
    meter_provider: MeterProvider | None = None,
) -> Client:
    """Have a client tell OpenTelemetry of its calls from now on, and give it back; once is enough.

    Args:
        client: What `connect(…)` gives, or `table.client`.
        tracer_provider: Where spans go; by default the global one.
        meter_provider: Where measurements go; by default the global one.

    Raises:
        DynamoDBToolboxError: `client.missingExtra` where OpenTelemetry is not installed.
    """
    if not any(isinstance(hook, Telemetry) for hook in client.hooks):
        client.hooks = (*client.hooks, Telemetry(client.endpoint, tracer_provider, meter_provider))
    return client


class Telemetry:
    """A hook that makes a span and measurements of each call.

    Args:
        endpoint: Who answers; its address is told, where it has one.
        tracer_provider: Where spans go; by default the global one.
        meter_provider: Where measurements go; by default the global one.
    """

    def __init__(
        self,
        endpoint: object,
        tracer_provider: TracerProvider | None = None,
        meter_provider: MeterProvider | None = None,
    ) -> None:
        try:
            from opentelemetry import context, metrics, trace  # noqa: PLC0415  # an extra
        except ImportError:
            raise DynamoDBToolboxError(
                "client.missingExtra",
                "OpenTelemetry is not installed: pip install 'dynamodb-toolbox[otel]', and an SDK.",
            ) from None
        self._context = context
        self._trace = trace
        self._tracer: Tracer = trace.get_tracer(NAME, tracer_provider=tracer_provider)
        meter = metrics.get_meter(NAME, meter_provider=meter_provider)
        self._duration: Histogram = meter.create_histogram(
            "db.client.operation.duration",
            unit="s",
            description="Duration of database client operations.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self._rows: Histogram = meter.create_histogram(
            "db.client.response.returned_rows",
            unit="{row}",
            description="The actual number of records returned by the database operation.",
            explicit_bucket_boundaries_advisory=_ROWS,
        )
        self._address = _address_of(endpoint)
        self._region: str | None = getattr(endpoint, "region", None)

    def __call__(self, call: Call) -> Ended:
        """Begin a span, as the current one, so that what runs beneath (HTTP) belongs to it."""
        trace = self._trace
        tables = sorted(set(_tables(call.request)))
        shared = self._shared(call, tables)
        span = self._tracer.start_span(
            f"{call.operation} {tables[0]}" if len(tables) == 1 else call.operation,
            kind=trace.SpanKind.CLIENT if self._address else trace.SpanKind.INTERNAL,
            attributes={**shared, **self._of_request(call, tables)},
            start_time=(wall := time.time_ns()),
        )
        token = self._context.attach(trace.set_span_in_context(span))
        start = time.monotonic_ns()

        def ended(outcome: Outcome) -> None:
            took = time.monotonic_ns() - start
            self._context.detach(token)
            failed = _of_error(outcome.error)
            self._finish(span, outcome, failed)
            span.end(wall + took)
            reply = outcome.reply or {}
            self._duration.record(took / 1e9, {**shared, **failed})
            if "Count" in reply:
                self._rows.record(reply["Count"], shared)

        return ended

    def _shared(self, call: Call, tables: list[str]) -> dict[str, Any]:
        """Give what spans and measurements both bear."""
        collection = {"db.collection.name": tables[0]} if len(tables) == 1 else {}
        return {
            "db.system.name": "aws.dynamodb",
            "db.operation.name": call.operation,
            **collection,
            **self._address,
        }

    def _of_request(self, call: Call, tables: list[str]) -> dict[str, Any]:
        found = {
            "rpc.system": "aws-api",
            "rpc.service": "DynamoDB",
            "rpc.method": call.operation,
            **{name: call.request[field] for field, name in _OF_REQUEST.items() if field in call.request},
        }
        if tables:
            found["aws.dynamodb.table_names"] = tables
        if self._region is not None:
            found["cloud.region"] = self._region
        size = _batch_size(call.request)
        return {**found, "db.operation.batch.size": size} if size > 1 else found

    def _finish(self, span: Span, outcome: Outcome, failed: dict[str, str]) -> None:
        span.set_attributes(failed)
        if failed:
            span.set_status(self._trace.StatusCode.ERROR)
        request_id = outcome.metadata.request_id or getattr(outcome.error, "request_id", None)
        if request_id is not None:
            span.set_attribute("aws.request_id", request_id)
        if outcome.metadata.attempts > 1:
            span.set_attribute("http.request.resend_count", outcome.metadata.attempts - 1)
        reply = outcome.reply or {}
        span.set_attributes({name: reply[field] for field, name in _OF_REPLY.items() if field in reply})
        capacity = outcome.consumed_capacity
        if capacity is not None:
            span.set_attribute("aws.dynamodb.consumed_capacity", _as_json(capacity))


def _address_of(endpoint: object) -> dict[str, Any]:
    url = getattr(endpoint, "url", None)
    if url is None:
        return {}
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"server.address": parts.hostname, **({"server.port": port} if port != 443 else {})}


def _tables(request: dict[str, Any]) -> Iterator[str]:
    """Give the names of the tables that a request is about."""
    entries = _list(request.get("TransactItems"))
    actions = [_dict(action) for entry in entries for action in _dict(entry).values()]
    names = [request.get("TableName"), *_dict(request.get("RequestItems"))]
    names += [action.get("TableName") for action in actions]
    yield from (name for name in names if isinstance(name, str))


def _batch_size(request: dict[str, Any]) -> int:
    asked = [
        of.get("Keys") if isinstance(of, dict) else of for of in _dict(request.get("RequestItems")).values()
    ]
    parts = [*asked, request.get("TransactItems"), request.get("Statements")]
    return sum(len(_list(part)) for part in parts)


def _dict(value: Any) -> dict[str, Any]:
    """Give a part of a request that should be a dict; whether it is one is for the service to say."""
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _of_error(error: BaseException | None) -> dict[str, str]:
    """Give the kind of an error: AWS's name, our code, or the class."""
    if error is None:
        return {}
    name = getattr(error, "name", None)
    if isinstance(name, str):
        return {"error.type": name, "db.response.status_code": name}
    return {"error.type": str(getattr(error, "code", None) or type(error).__qualname__)}


def _as_json(capacity: Any) -> list[str]:
    import json  # noqa: PLC0415  # few calls ask for it

    return [json.dumps(entry) for entry in (capacity if isinstance(capacity, list) else [capacity])]
