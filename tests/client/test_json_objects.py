"""JSON by the standard library, for the first messages, and by msgspec: the same bytes mean the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dynamodb_toolbox import Credentials, EnsureTableCommand, Table, connect
from dynamodb_toolbox.client import json_objects
from tests.server.support import served

TEXTS = st.text(max_size=4) | st.sampled_from(["\ud800", "\x00\x7f", "\u2028", "é\U0001f600", '"\\/'])
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=4)
SPOILS = st.sampled_from([b"", b"NaN", b"-Infinity", b"\xff", b"\xed\xa0\x80", b"}", b",", b"1e999", b"\x00"])


class Ways:
    """Whether it is early or late in the life of a process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __iter__(self) -> Iterator[str]:
        with self._monkeypatch.context() as early:
            early.delitem(sys.modules, "msgspec")
            early.setattr(json_objects, "few", 10**9)
            early.setattr(json_objects, "_fast", None)
            yield "early"
        yield "late"


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Ways:
    return Ways(monkeypatch)


def told(work: Any) -> Any:
    """Give what comes of it, or the class of what is raised."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001
        return type(error), str(error)


once = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@once
@given(request=OBJECTS)
def test_requests_say_the_same(ways: Ways, request: dict[str, Any]) -> None:
    early, late = (told(lambda: json_objects.encode(request)) for _ in ways)
    if isinstance(late, bytes):
        assert json.loads(early) == json.loads(late) == request
    else:
        assert early == late


@once
@given(reply=OBJECTS, spoil=SPOILS, data=st.data())
def test_replies_and_what_is_none_read_the_same(
    ways: Ways, reply: dict[str, Any], spoil: bytes, data: st.DataObject
) -> None:
    body = json.dumps(reply).encode()
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(body)))
        body = body[:place] + spoil + body[data.draw(st.integers(place, len(body))) :]
    early, late = (told(lambda: json_objects.decode(body)) for _ in ways)
    assert repr(early) == repr(late)


@pytest.mark.parametrize(
    "number", ["9" * 30, "-" + "9" * 30, "1e400", "-0", "-0.0", "1E5", "1e-400", "9" * 5000]
)
def test_numbers_read_the_same(ways: Ways, number: str) -> None:
    early, late = (told(lambda: json_objects.decode(f'{{"n":{number}}}'.encode())) for _ in ways)
    assert repr(early) == repr(late)


@pytest.mark.parametrize(
    "request_",
    [{"B": b"\x01\x02"}, {"set": {"a"}}, {"NaN": float("nan")}, {"odd": object()}, {"N": 2**70}],
    ids=["bytes", "set", "nan", "object", "integer"],
)
def test_what_the_standard_library_does_not_take_is_for_msgspec(ways: Ways, request_: Any) -> None:
    early, late = (told(lambda: json_objects.encode(request_)) for _ in ways)
    assert early == late or (request_ == {"N": 2**70} and json.loads(early) == request_)


@pytest.mark.parametrize("body", [b"[]", b"1", b"null", b"", b"{", b"[" * 100_000, b'{"a":' * 100_000])
def test_what_is_no_object_is_told_as_such(ways: Ways, body: bytes) -> None:
    for _ in ways:
        with pytest.raises(ValueError, match=r"^\w+$"):
            json_objects.decode(body)


def test_a_large_reply_is_for_msgspec_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_objects, "few", 10**9)
    monkeypatch.setattr(json_objects, "_fast", None)
    monkeypatch.delitem(sys.modules, "msgspec")
    assert json_objects.decode(b'{"Item":{}}', raw=True) == {"Item": {}}
    assert json_objects._fast is None
    large = json.dumps({"Item": {"text": {"S": "a" * 40_000}}}).encode()
    assert not isinstance(json_objects.decode(large, raw=True)["Item"], dict)


PROCESS = """
import sys
from dynamodb_toolbox import *
table = Table(
    name="pokemons",
    partition_key={"name": "id", "type": "string"},
    client=connect(sys.argv[1], region="eu-west-1", credentials=Credentials("key", "secret")),
)
schema = s.item({"id": s.string().key(), "level": s.number(), "types": s.set(s.string()).optional()})
pokemons = Entity(name="pokemon", table=table, schema=schema, timestamps=False)
seen = []
for number in range(int(sys.argv[2])):
    key = {"id": f"é{number}"}
    pokemons.build(PutItemCommand).item({**key, "level": number + 0.5, "types": {"a", "ß"}}).send()
    pokemons.build(UpdateItemCommand).item({**key, "level": add(1)}).send()
    try:
        pokemons.build(DeleteItemCommand).key(key).options(condition={"attr": "level", "lt": 0}).send()
    except ConditionalCheckFailedException:
        pass
    item = pokemons.build(GetItemCommand).key(key).send().item
    assert item == {**key, "level": number + 1.5, "types": {"a", "ß"}}, item
    seen.append("msgspec" in sys.modules)
print(seen[0], seen[-1])
"""


def test_a_process_that_sends_few_messages_does_not_load_msgspec_and_one_that_sends_many_does() -> None:
    with (
        served("--memory", "--quiet") as (url, _),
        connect(url, region="eu-west-1", credentials=Credentials("key", "secret")) as client,
    ):
        table = Table(name="pokemons", partition_key={"name": "id", "type": "string"}, client=client)
        table.build(EnsureTableCommand).send()
        command = [sys.executable, "-c", PROCESS, url, "30"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert printed.split() == ["False", "True"]
