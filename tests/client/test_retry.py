"""What is tried again, and when: the standard mode of the AWS SDKs, held to botocore's own code."""

import asyncio
import threading
import time
from email.utils import formatdate
from typing import Any

import pytest
from botocore.retries.standard import ThrottledRetryableChecker
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox import Client, ServiceError, TransportError, connect
from dynamodb_toolbox.client.retry import THROTTLING, Retrying
from dynamodb_toolbox.errors import ThrottlingException
from tests.client.conftest import Call
from tests.client.faulty_server import FaultyServer, answer, error, header
from tests.client.test_faults import failure_of


def lost() -> TransportError:
    return TransportError("client.connectionLost", "gone")


def test_throttling_has_the_names_that_botocore_knows() -> None:
    checker: Any = ThrottledRetryableChecker
    assert set(checker._THROTTLED_ERROR_CODES) == THROTTLING


@pytest.mark.parametrize("name", sorted(THROTTLING))
def test_every_throttling_error_is_tried_again(name: str) -> None:
    assert Retrying(random=lambda: 0.0).wait(ServiceError.from_name(name, ""), 400, 1, None) == 0.0


@given(attempt=st.integers(1, 40), chance=st.floats(0, 1, exclude_max=True), throttled=st.booleans())
def test_waits_grow_up_to_a_bound_and_are_random_in_full(
    attempt: int, chance: float, throttled: bool
) -> None:
    failed = ThrottlingException() if throttled else lost()
    wait = Retrying(max_attempts=100, random=lambda: chance).wait(failed, 0, attempt, None)
    assert wait == pytest.approx(chance * min(20.0, (1.0 if throttled else 0.025) * 2 ** (attempt - 1)))


@pytest.mark.parametrize(
    ("after", "expected"), [(None, 0.5), (0.1, 0.5), (2.0, 2.0), (5.5, 5.5), (60.0, 5.5)]
)
def test_the_service_s_wish_counts_up_to_five_seconds_more(after: float | None, expected: float) -> None:
    assert Retrying(random=lambda: 0.5).wait(ThrottlingException(), 400, 1, after) == expected


def test_attempts_are_bounded() -> None:
    retrying = Retrying(max_attempts=3, random=lambda: 0.0)
    assert [retrying.wait(lost(), 0, attempt, None) for attempt in (1, 2, 3)] == [0.0, 0.0, None]


def test_tokens_run_out_and_come_back() -> None:
    retrying = Retrying(random=lambda: 0.0)
    granted = 0
    while retrying.wait(lost(), 0, 1, None) is not None:
        granted += 1
    assert granted == 500 // 14
    assert retrying.wait(ThrottlingException(), 400, 1, None) == 0.0  # 10 are left, and it takes 5
    assert retrying.wait(ThrottlingException(), 400, 1, None) == 0.0
    assert retrying.wait(ThrottlingException(), 400, 1, None) is None
    retrying.succeeded(lost())
    assert retrying.wait(lost(), 0, 1, None) == 0.0
    for _ in range(14):
        retrying.succeeded(None)
    assert retrying.wait(lost(), 0, 1, None) == 0.0
    assert retrying.wait(lost(), 0, 1, None) is None


def test_tokens_do_not_grow_beyond_their_bound() -> None:
    retrying = Retrying(random=lambda: 0.0)
    for _ in range(1000):
        retrying.succeeded(lost())
    assert sum(retrying.wait(lost(), 0, 1, None) is not None for _ in range(1000)) == 500 // 14


def test_without_tokens_a_failure_is_told_at_once(call: Call) -> None:
    failing = [error("InternalServerError", 500)] * 60
    with FaultyServer(*failing) as server, connect(server.url, max_attempts=50) as client:
        caught = failure_of(lambda: call(client, "GetItem", {}))
    assert caught.attempts == 500 // 14 + 1
    assert caught.attempts == len(server.requests)


def test_the_service_s_wish_is_read_in_milliseconds(call: Call) -> None:
    refused = answer({"__type": "ThrottlingException"}, 400, x_amz_retry_after="150")
    start = time.monotonic()
    with FaultyServer(refused) as server, connect(server.url) as client:
        call(client, "GetItem", {})
    assert time.monotonic() - start >= 0.15


@pytest.mark.parametrize("wish", ["soon", "-5", "1.5", ""])
def test_a_wish_that_cannot_be_read_is_none(wish: str) -> None:
    refused = answer({"__type": "ThrottlingException"}, 400, x_amz_retry_after=wish)
    with FaultyServer(refused) as server, connect(server.url) as client:
        assert client.call("GetItem", {}) == {}


def test_no_attempt_is_made_beyond_the_time_for_the_whole_call(call: Call) -> None:
    refused = answer({"__type": "ThrottlingException"}, 400, x_amz_retry_after="4000")
    start = time.monotonic()
    with FaultyServer(refused) as server, connect(server.url, total_timeout=3.0) as client:
        caught = failure_of(lambda: call(client, "GetItem", {}))
    assert isinstance(caught, ThrottlingException)
    assert len(server.requests) == 1
    assert time.monotonic() - start < 3.0, "it waits neither for the attempt nor for the end of the time"


# Clocks


def skewed(name: str, seconds: float) -> Any:
    return answer(
        {"__type": name, "message": "late"}, 400, date=formatdate(time.time() + seconds, usegmt=True)
    )


def stamp(server: FaultyServer, index: int) -> str:
    return header(server.requests[index][0], "X-Amz-Date")


@pytest.mark.parametrize(
    "name",
    [
        "InvalidSignatureException",
        "RequestTimeTooSkewed",
        "RequestExpired",
        "RequestInTheFuture",
        "SignatureDoesNotMatch",
    ],
)
@pytest.mark.parametrize("seconds", [7200.0, -7200.0])
def test_a_wrong_clock_is_noticed_and_corrected(name: str, seconds: float, call: Call) -> None:
    with FaultyServer(skewed(name, seconds)) as server, connect(server.url) as client:
        call(client, "GetItem", {})
        call(client, "GetItem", {})
    wrong, right, later = [
        time.mktime(time.strptime(stamp(server, index), "%Y%m%dT%H%M%SZ")) for index in range(3)
    ]
    assert right - wrong == pytest.approx(seconds, abs=10)
    assert later - right == pytest.approx(0, abs=10)


@pytest.mark.parametrize("seconds", [7200.0, -7200.0])
def test_calls_that_are_under_way_together_correct_a_clock_once(seconds: float) -> None:
    count = 8
    all_are_here = threading.Barrier(count)

    def together(connection: Any, server: FaultyServer) -> bool:
        all_are_here.wait(30)
        return bool(skewed("RequestTimeTooSkewed", seconds)(connection, server))

    async def several(client: Client) -> list[Any]:
        return await asyncio.gather(*(client.call_async("GetItem", {}) for _ in range(count)))

    with FaultyServer(*[together] * count) as server, connect(server.url) as client:
        assert asyncio.run(several(client)) == [{}] * count
        client.call("GetItem", {})
    stamps = [time.mktime(time.strptime(stamp(server, index), "%Y%m%dT%H%M%SZ")) for index in (0, -2, -1)]
    assert [later - stamps[0] for later in stamps[1:]] == pytest.approx([seconds] * 2, abs=10)


def test_a_clock_is_corrected_once_a_call(call: Call) -> None:
    script = [skewed("RequestTimeTooSkewed", 7200), skewed("RequestTimeTooSkewed", -7200)]
    with FaultyServer(*script) as server, connect(server.url) as client:
        caught = failure_of(lambda: call(client, "GetItem", {}))
    assert (caught.attempts, len(server.requests)) == (2, 2)


@pytest.mark.parametrize("seconds", [0.0, 200.0])
def test_a_clock_that_is_right_makes_a_wrong_signature_final(seconds: float, call: Call) -> None:
    with FaultyServer(skewed("InvalidSignatureException", seconds)) as server, connect(server.url) as client:
        caught = failure_of(lambda: call(client, "GetItem", {}))
    assert (caught.attempts, len(server.requests)) == (1, 1)
