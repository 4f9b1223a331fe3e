"""Credentials are kept fresh: renewed in time and once, whoever asks at once; the old ones serve on."""

import asyncio
import threading
import time

import pytest

from dynamodb_toolbox import Credentials, CredentialsError, connect
from dynamodb_toolbox.client.credentials.keeper import Keeper
from tests.client.conftest import Call
from tests.client.faulty_server import FaultyServer, answer, error, header


class Source:
    """Gives credentials that last, and counts how often it is asked."""

    def __init__(self, clock: "Clock", life: float = 3600.0) -> None:
        self.clock = clock
        self.life = life
        self.asked = 0
        self.fails = False
        self.is_asked = threading.Event()
        self.wait = threading.Event()
        self.wait.set()

    def load(self) -> Credentials:
        self.asked += 1
        self.is_asked.set()
        assert self.wait.wait(60), "nobody lets it go on"
        if self.fails:
            raise CredentialsError("credentials.sourceFailed", "No.")
        return Credentials(f"KEY{self.asked}", "secret", expires=self.clock.now + self.life)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def current(keeper: Keeper) -> str:
    return (keeper.held() or keeper.renew()).access_key


def test_they_are_renewed_before_they_expire() -> None:
    clock = Clock()
    keeper = Keeper([Source(clock)], clock)
    assert current(keeper) == "KEY1"
    clock.now += 3600 - 16 * 60
    assert current(keeper) == "KEY1"
    clock.now += 2 * 60
    assert current(keeper) == "KEY2"


def test_those_that_still_hold_serve_on_where_their_source_fails() -> None:
    clock = Clock()
    source = Source(clock)
    keeper = Keeper([source], clock)
    current(keeper)
    source.fails = True
    clock.now += 3600 - 5 * 60
    assert current(keeper) == current(keeper) == "KEY1"
    assert source.asked == 2  # and not at each call
    clock.now += 5 * 60
    with pytest.raises(CredentialsError):
        current(keeper)
    source.fails = False
    assert current(keeper) == "KEY4"


def test_a_source_may_fail_in_its_own_words(caplog: pytest.LogCaptureFixture) -> None:
    class Vault(Source):
        def load(self) -> Credentials:
            if self.fails:
                raise OSError("hush")
            return super().load()

    clock = Clock()
    source = Vault(clock)
    keeper = Keeper([source], clock)
    current(keeper)
    source.fails = True
    clock.now += 3600 - 60
    assert current(keeper) == "KEY1"
    [record] = caplog.records
    assert record.getMessage() == "credentials were not renewed (OSError); those at hand serve for 60 s more"
    clock.now += 60
    with pytest.raises(OSError, match="hush"):
        current(keeper)


def test_refusing_does_not_wait_for_who_renews() -> None:
    clock = Clock()
    source = Source(clock)
    keeper = Keeper([source], clock)
    refused = keeper.renew()
    clock.now += 3600 - 14 * 60
    source.wait.clear()
    source.is_asked.clear()
    renewing = threading.Thread(target=keeper.renew)
    renewing.start()
    assert source.is_asked.wait(60)
    assert keeper.refused(refused)  # at once: an event loop asks, too
    source.wait.set()
    renewing.join()
    assert current(keeper) == "KEY2"


def test_short_lived_ones_are_not_renewed_at_each_call() -> None:
    clock = Clock()
    source = Source(clock, life=60)
    keeper = Keeper([source], clock)
    for _ in range(20):
        current(keeper)
        clock.now += 2
    assert source.asked == 1


def test_many_threads_ask_once_and_all_wait() -> None:
    clock = Clock()
    source = Source(clock)
    source.wait.clear()
    keeper = Keeper([source], clock)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(current(keeper))) for _ in range(16)]
    for thread in threads:
        thread.start()
    assert source.is_asked.wait(60)
    time.sleep(0.05)  # for the others to come
    source.wait.set()
    for thread in threads:
        thread.join()
    assert (source.asked, found) == (1, ["KEY1"] * 16)


def test_a_source_that_fails_is_asked_once_for_all_who_wait() -> None:
    clock = Clock()
    source = Source(clock)
    source.fails = True
    source.wait.clear()
    keeper = Keeper([source], clock)
    failed: list[CredentialsError] = []

    def ask() -> None:
        try:
            keeper.renew()
        except CredentialsError as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    assert source.is_asked.wait(60)
    time.sleep(0.05)  # for the others to come
    source.wait.set()
    for thread in threads:
        thread.join()
    assert source.asked == 1
    assert len({id(error) for error in failed}) == 16
    assert {str(error) for error in failed} == {"[credentials.sourceFailed] No."}
    source.fails = False
    assert current(keeper) == "KEY2"  # whoever comes later asks anew


def test_while_one_renews_them_the_others_go_on() -> None:
    clock = Clock()
    source = Source(clock)
    keeper = Keeper([source], clock)
    current(keeper)
    clock.now += 3600 - 14 * 60
    source.wait.clear()
    source.is_asked.clear()
    renewing = threading.Thread(target=keeper.renew)
    renewing.start()
    assert source.is_asked.wait(60)
    assert current(keeper) == "KEY1"
    source.wait.set()
    renewing.join()
    assert current(keeper) == "KEY2"


def test_many_tasks_ask_once_and_one_that_is_cancelled_spoils_nothing() -> None:
    clock = Clock()
    source = Source(clock)
    source.wait.clear()
    keeper = Keeper([source], clock)

    async def ask() -> str:
        return (keeper.held() or await keeper.renew_async()).access_key

    async def all_ask() -> list[str]:
        first, *others = [asyncio.create_task(ask()) for _ in range(64)]
        assert await asyncio.to_thread(source.is_asked.wait, 60)
        first.cancel()
        await asyncio.sleep(0)
        source.wait.set()
        return await asyncio.gather(*others)

    assert asyncio.run(all_ask()) == ["KEY1"] * 63
    assert source.asked == 1


def test_expired_ones_are_replaced_when_the_service_says_so(call: Call) -> None:
    source = Source(Clock())
    source.clock.now = time.time()
    script = error("ExpiredTokenException"), answer({"TableNames": []})
    with FaultyServer(*script) as server, connect(server.url, credentials=source) as client:
        assert call(client, "ListTables", {}) == {"TableNames": []}
    assert "Credential=KEY2/" in header(server.requests[1][0], "Authorization")
