"""Spans and measurements of calls, by the SDK's exporters in memory: on the engine, over HTTP, on boto3."""

import asyncio
import subprocess
import sys
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from dynamodb_toolbox import (
    Client,
    ConditionalCheckFailedException,
    DynamoDBToolboxError,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    PutItemCommand,
    QueryCommand,
    ServiceError,
    Table,
    TransportError,
    connect,
    execute_transact_write,
    instrument,
    s,
)
from dynamodb_toolbox.commands.put_transaction import PutTransaction
from tests.client.botocore.conftest import aiobotocore_client, boto3_client
from tests.client.faulty_server import FaultyServer, answer, close, error, stall

SECRET = "a value of an item"


class Told:
    """What was exported."""

    def __init__(self) -> None:
        self._spans = InMemorySpanExporter()
        self._reader = InMemoryMetricReader()
        self.tracer_provider = TracerProvider()
        self.tracer_provider.add_span_processor(SimpleSpanProcessor(self._spans))
        self.meter_provider = MeterProvider(metric_readers=[self._reader])

    def by(self, client: Client) -> Client:
        return instrument(client, tracer_provider=self.tracer_provider, meter_provider=self.meter_provider)

    @property
    def spans(self) -> list[ReadableSpan]:
        return list(self._spans.get_finished_spans())

    def points(self, name: str) -> list[Any]:
        data: Any = self._reader.get_metrics_data()
        metrics = [
            metric for of in data.resource_metrics for scope in of.scope_metrics for metric in scope.metrics
        ]
        return [point for metric in metrics if metric.name == name for point in metric.data.data_points]


@pytest.fixture
def told() -> Told:
    return Told()


def entity_of(client: Any) -> Entity[Any, Any]:
    table = Table(name="pokemons", partition_key={"name": "pk", "type": "string"}, client=client)
    schema = s.item({"pk": s.string().key(), "name": s.string().optional()})
    return Entity(name="pokemon", table=table, schema=schema, timestamps=False)


def test_the_engine_s_calls_are_internal_spans(told: Told) -> None:
    with told.by(connect("sqlite://")) as client:
        pokemons = entity_of(client)
        pokemons.table.build(EnsureTableCommand).send()
        pokemons.build(PutItemCommand).item({"pk": SECRET, "name": SECRET}).options(capacity="TOTAL").send()
        query: Any = pokemons.table.build(QueryCommand).entities(pokemons).query({"partition": SECRET})
        asyncio.run(query.options(limit=5, consistent=True).send_async())
        put = pokemons.build(PutTransaction)
        execute_transact_write(put.item({"pk": "a"}), put.item({"pk": "b"}))
    spans = {span.name: span for span in told.spans}
    assert all(span.kind is SpanKind.INTERNAL for span in told.spans)
    assert dict(spans["PutItem pokemons"].attributes or {}) == {
        "db.system.name": "aws.dynamodb",
        "db.operation.name": "PutItem",
        "db.collection.name": "pokemons",
        "rpc.system": "aws-api",
        "rpc.service": "DynamoDB",
        "rpc.method": "PutItem",
        "aws.dynamodb.table_names": ("pokemons",),
        "aws.dynamodb.consumed_capacity": ('{"TableName": "pokemons", "CapacityUnits": 1.0}',),
    }
    read = spans["Query pokemons"].attributes or {}
    assert (read["aws.dynamodb.limit"], read["aws.dynamodb.consistent_read"]) == (5, True)
    assert (read["aws.dynamodb.count"], read["aws.dynamodb.scanned_count"]) == (1, 1)
    assert (spans["TransactWriteItems pokemons"].attributes or {})["db.operation.batch.size"] == 2
    assert not any(SECRET in span.to_json() for span in told.spans)
    [rows] = told.points("db.client.response.returned_rows")
    assert (rows.count, rows.sum) == (1, 1)


def test_duration_is_that_of_the_span(told: Told) -> None:
    with told.by(connect("sqlite://")) as client:
        client.call("ListTables", {})
    [span] = told.spans
    [point] = told.points("db.client.operation.duration")
    assert span.end_time is not None
    assert span.start_time is not None
    assert point.sum == pytest.approx((span.end_time - span.start_time) / 1e9, abs=1e-6)
    assert tuple(point.explicit_bounds) == (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10)
    assert dict(point.attributes) == {"db.system.name": "aws.dynamodb", "db.operation.name": "ListTables"}


def test_over_http_the_address_and_the_repetitions_are_told(told: Told) -> None:
    script = error("ThrottlingException"), answer({"Item": {"pk": {"S": SECRET}}})
    with FaultyServer(*script) as server, told.by(connect(server.url, region="eu-west-1")) as client:
        entity_of(client).build(GetItemCommand).key({"pk": SECRET}).send()
        port = server.port
    [span] = told.spans
    attributes = span.attributes or {}
    assert (span.name, span.kind) == ("GetItem pokemons", SpanKind.CLIENT)
    assert (attributes["server.address"], attributes["server.port"]) == ("127.0.0.1", port)
    assert attributes["cloud.region"] == "eu-west-1"
    assert attributes["http.request.resend_count"] == 1
    assert attributes["aws.request_id"] == "REQUEST1"
    assert span.status.status_code is StatusCode.UNSET


def test_errors_have_a_type_and_no_words(told: Told) -> None:
    refusal = error("ConditionalCheckFailedException", message=SECRET, Item={"pk": {"S": SECRET}})
    with FaultyServer(refusal, close) as server, told.by(connect(server.url, max_attempts=1)) as client:
        put = entity_of(client).build(PutItemCommand).item({"pk": SECRET})
        with pytest.raises(ConditionalCheckFailedException):
            put.send()
        with pytest.raises(TransportError):
            put.send()
    refused, lost = told.spans
    assert refused.attributes is not None
    assert refused.attributes["error.type"] == "ConditionalCheckFailedException"
    assert refused.attributes["db.response.status_code"] == "ConditionalCheckFailedException"
    assert (lost.attributes or {})["error.type"] == "client.connectionLost"
    for span in told.spans:
        assert span.status.status_code is StatusCode.ERROR
        assert SECRET not in span.to_json()
    types = {point.attributes["error.type"] for point in told.points("db.client.operation.duration")}
    assert types == {"ConditionalCheckFailedException", "client.connectionLost"}


def test_boto3_s_calls_are_told_and_its_requests_belong_to_the_span(told: Told) -> None:
    within: list[Any] = []
    with FaultyServer(error("InternalServerError", 500), answer({"TableNames": []})) as server:
        theirs = boto3_client(server.url, retries={"total_max_attempts": 2, "mode": "standard"})
        theirs.meta.events.register("before-send", lambda **_: within.append(trace.get_current_span()))
        told.by(connect(theirs)).call("ListTables", {})
        theirs.close()
    [span] = told.spans
    assert span.context is not None
    assert {each.get_span_context().span_id for each in within} == {span.context.span_id}
    attributes = span.attributes or {}
    assert (attributes["server.address"], attributes["cloud.region"]) == ("127.0.0.1", "eu-west-1")
    assert (attributes["http.request.resend_count"], attributes["aws.request_id"]) == (1, "REQUEST1")
    assert trace.get_current_span() is trace.INVALID_SPAN


def test_aiobotocore_s_calls_are_told(told: Told) -> None:
    async def called(url: str) -> None:
        async with aiobotocore_client(url) as theirs:
            client = told.by(connect(theirs))
            await asyncio.gather(*(client.call_async("ListTables", {}) for _ in range(3)))

    with FaultyServer() as server:
        asyncio.run(called(server.url))
    assert [span.name for span in told.spans] == ["ListTables"] * 3
    assert all(span.parent is None for span in told.spans)


def test_a_cancelled_call_ends_its_span(told: Told) -> None:
    async def cancelled(url: str) -> None:
        async with told.by(connect(url)) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.call_async("ListTables", {}), 0.1)
            assert trace.get_current_span() is trace.INVALID_SPAN

    with FaultyServer(stall) as server:
        asyncio.run(cancelled(server.url))
    [span] = told.spans
    assert (span.attributes or {})["error.type"] == "CancelledError"


def test_a_call_that_another_hook_refuses_ends_its_span(told: Told) -> None:
    def refuse(_: object) -> None:
        raise DynamoDBToolboxError("mine.readOnly", "No.")

    with told.by(connect("sqlite://")) as client:
        client.hooks = (*client.hooks, refuse)
        with pytest.raises(DynamoDBToolboxError):
            client.call("ListTables", {})
    [span] = told.spans
    assert (span.attributes or {})["error.type"] == "mine.readOnly"


@pytest.mark.parametrize(
    "request_",
    [
        {"TableName": 5},
        {"RequestItems": None},
        {"RequestItems": [1]},
        {"RequestItems": {"t": None}},
        {"TransactItems": 5},
        {"TransactItems": [None, {"Put": None}]},
        {"Statements": {}},
    ],
)
def test_what_is_wrong_with_a_request_is_for_the_service_to_say(request_: Any, told: Told) -> None:
    with (
        FaultyServer(error("SerializationException")) as server,
        told.by(connect(server.url)) as client,
        pytest.raises(ServiceError),
    ):
        client.call("BatchWriteItem", request_)
    [span] = told.spans
    assert (span.attributes or {})["error.type"] == "SerializationException"


def test_instrumenting_twice_tells_once(told: Told) -> None:
    with told.by(told.by(connect("sqlite://"))) as client:
        client.call("ListTables", {})
    assert len(told.spans) == 1


def test_without_opentelemetry_it_is_told_what_to_install() -> None:
    code = """
import sys
sys.modules["opentelemetry"] = None
from dynamodb_toolbox import connect, instrument
try:
    instrument(connect("sqlite://"))
except Exception as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "[client.missingExtra]" in done.stdout
    assert "dynamodb-toolbox[otel]" in done.stdout
