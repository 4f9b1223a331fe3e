"""Cursors: a page's end as text for a web client, which may be changed, foreign, or of another version."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox import (
    Client,
    EnsureTableCommand,
    Entity,
    InvalidCursorError,
    PutItemCommand,
    QueryCommand,
    ScanCommand,
    Table,
    s,
)
from dynamodb_toolbox.commands.cursor_scope import CursorScope
from dynamodb_toolbox.commands.cursors import make_cursor, open_cursor
from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.records import names_of
from tests.commands.league import League
from tests.refusals import refused

SECRET = "a secret of this service"
SCOPE = CursorScope("Query", "league", "by_level", ("kanto",), None, ("pk", "sk", "_l"))
KEY = {"pk": "kanto", "sk": "pokemon#eevee", "_l": 7}


def query_of(league: League, **query: Any) -> QueryCommand[Any]:
    given_: Any = {"partition": "kanto", **query}
    return league.table.build(QueryCommand).entities(league.trainers, league.pokemons).query(given_)


def names(response: ReadResponse[Any]) -> list[str]:
    return [item["name"] for item in response.items]


@pytest.mark.parametrize("options", [{}, {"cursor_secret": SECRET}])
def test_a_web_client_turns_pages(league: League, options: Any) -> None:
    league.fill()
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(4):
        response = query_of(league).options(limit=1, cursor=cursor, **options).send()
        seen += names(response)
        cursor = response.cursor()
        if cursor is not None:
            assert re.fullmatch(r"[A-Za-z0-9_-]+", cursor)
            assert len(cursor) < 80
    assert seen == ["eevee", "pikachu", "ash", "misty"]
    last = query_of(league).options(cursor=cursor, **options).send()
    assert last.cursor() is None


def test_it_is_the_start_key_in_the_request(league: League) -> None:
    league.fill()
    first = query_of(league).options(limit=1).send()
    params = query_of(league).options(limit=1, cursor=first.cursor(), capacity="TOTAL").params()
    assert params["ExclusiveStartKey"] == first.last_evaluated_key
    assert list(params)[:4] == ["TableName", "ReturnConsumedCapacity", "ExclusiveStartKey", "Limit"]


def test_iteration_goes_on_from_it(league: League) -> None:
    league.fill()
    cursor = query_of(league).options(limit=1).send().cursor()
    rest = query_of(league).options(limit=1, cursor=cursor)
    assert [item["name"] for item in rest] == ["pikachu", "ash", "misty"]
    assert rest.count() == 3
    first = rest.first()
    assert first is not None
    assert first["name"] == "pikachu"


def test_what_may_differ_from_page_to_page(league: League) -> None:
    league.fill()
    cursor = query_of(league).options(limit=2).send().cursor()
    back = query_of(league, range={"lte": "pokemon#pikachu"}).options(
        cursor=cursor, reverse=True, attributes=["name"], filters={"pokemon": {"attr": "level", "gt": 1}}
    )
    assert names(back.send()) == ["eevee"]


def test_a_key_of_several_attributes_of_all_types(client: Client) -> None:
    table = Table(
        name="types",
        partition_key={"name": "b", "type": "binary"},
        sort_key={"name": "n", "type": "number"},
        indexes={"by_s": {"type": "global", "partition_key": {"name": "s", "type": "string"}}},
        client=client,
    )
    table.build(EnsureTableCommand).send()
    schema = s.item({"b": s.binary().key(), "n": s.number().big().key(), "s": s.string()})
    every: Entity[Any, Any] = Entity(name="every", table=table, schema=schema, timestamps=False)
    numbers = [Decimal("-1e100"), -(2**70), 0, Decimal("0.1"), 2**63, 2**64, 10**37 + 1]
    for number in numbers:
        every.build(PutItemCommand).item({"b": b"\x00\xff", "n": number, "s": "é"}).send()
    query = table.build(QueryCommand).entities(every)
    queries: list[Any] = [{"partition": b"\x00\xff"}, {"partition": "é", "index": "by_s"}]
    for base in map(query.query, queries):
        seen: list[Any] = []
        cursor = None
        while True:
            response = base.options(limit=1, cursor=cursor, cursor_secret=SECRET).send()
            seen += [item["n"] for item in response.items]
            cursor = response.cursor()
            if cursor is None:
                break
        assert seen == numbers


@pytest.mark.parametrize(
    "other",
    [
        {"operation": "Scan"},
        {"table_name": "cup"},
        {"index": "by_badges"},
        {"index": None},
        {"partition": ("johto",)},
        {"partition": ("kanto", "kanto")},
        {"partition": (b"kanto",)},
        {"segment": (0, 2)},
    ],
)
@pytest.mark.parametrize("secret", [None, SECRET])
def test_it_is_of_one_query_only(other: dict[str, Any], secret: str | None) -> None:
    fields = {name: getattr(SCOPE, name) for name in names_of(CursorScope)} | other
    cursor = make_cursor(KEY, SCOPE, secret)
    with refused("cursor.foreign"):
        open_cursor(cursor, CursorScope(**fields), secret)


def test_queries_and_scans_refuse_foreign_cursors(league: League) -> None:
    league.fill()
    cursor = query_of(league).options(limit=1).send().cursor()
    scan: ScanCommand[Any] = league.table.build(ScanCommand)
    foreign: list[Any] = [
        query_of(league, partition="johto").options(cursor=cursor),
        query_of(league, index="by_level").options(cursor=cursor),
        query_of(league).options(cursor=cursor, table_name="cup"),
        scan.options(cursor=cursor),
    ]
    for command in foreign:
        with refused("cursor.foreign"):
            command.params()
    page = scan.options(limit=1, segment=0, total_segments=1).send().cursor()
    assert page is not None
    with refused("cursor.foreign"):
        scan.options(cursor=page, segment=0, total_segments=2).params()


def test_what_is_changed_is_refused() -> None:
    cursor = make_cursor(KEY, SCOPE, SECRET)
    assert open_cursor(cursor, SCOPE, SECRET) == KEY
    for position, character in enumerate(cursor):
        other = "A" if character != "A" else "B"
        with pytest.raises(InvalidCursorError):
            open_cursor(cursor[:position] + other + cursor[position + 1 :], SCOPE, SECRET)
    for length in range(len(cursor)):
        with pytest.raises(InvalidCursorError):
            open_cursor(cursor[:length], SCOPE, SECRET)


def test_a_signature_of_another_secret_is_none() -> None:
    with refused("cursor.tampered"):
        open_cursor(make_cursor(KEY, SCOPE, "another"), SCOPE, SECRET)


def test_where_there_is_a_secret_an_unsigned_cursor_is_refused() -> None:
    unsigned = make_cursor(KEY, SCOPE, None)
    with refused("cursor.tampered"):
        open_cursor(unsigned, SCOPE, SECRET)
    raw = urlsafe_b64decode(unsigned + "=" * (-len(unsigned) % 4))
    pretending = urlsafe_b64encode(bytes((raw[0] | 0x80,)) + raw[1:] + bytes(16)).rstrip(b"=").decode()
    with refused("cursor.tampered"):
        open_cursor(pretending, SCOPE, SECRET)


def test_a_signed_cursor_needs_its_secret() -> None:
    with refused("cursor.missingSecret"):
        open_cursor(make_cursor(KEY, SCOPE, SECRET), SCOPE, None)


def test_secrets_are_replaced_one_after_the_other() -> None:
    old, new = make_cursor(KEY, SCOPE, "old"), make_cursor(KEY, SCOPE, ["new", b"old"])
    for cursor in (old, new):
        assert open_cursor(cursor, SCOPE, ["new", b"old"]) == KEY
    assert open_cursor(new, SCOPE, "new") == KEY
    with refused("cursor.tampered"):
        open_cursor(old, SCOPE, "new")


@pytest.mark.parametrize("secret", ["", b"", [], ["a", ""], 1, [1]])
def test_an_empty_secret_signs_nothing(league: League, secret: Any) -> None:
    league.fill()
    response = query_of(league).options(limit=1).send()
    if secret not in ([], 1):  # no list of secrets, which a command tells itself
        with refused("options.invalidCursorSecretOption"):
            response.cursor(secret)
    options: Any = {"cursor_secret": secret, "cursor": response.cursor()}
    with refused("options.invalidCursorSecretOption"):
        query_of(league).options(options).params()


def test_another_version_says_so() -> None:
    cursor = make_cursor(KEY, SCOPE, None)
    raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    later = urlsafe_b64encode(bytes((2,)) + raw[1:]).rstrip(b"=").decode()
    with refused("cursor.unsupportedVersion"):
        open_cursor(later, SCOPE, None)


def test_the_format_stays() -> None:
    """Cursors are in the hands of clients: those of this version are read as long as it is."""
    assert make_cursor(KEY, SCOPE, None) == PLAIN
    assert make_cursor(KEY, SCOPE, SECRET) == SIGNED
    assert open_cursor(PLAIN, SCOPE, None) == open_cursor(SIGNED, SCOPE, SECRET) == KEY


PLAIN = "AXM_fPEC3Wc0k6VrYW50b61wb2tlbW9uI2VldmVlBw"
SIGNED = "gXM_fPEC3Wc0k6VrYW50b61wb2tlbW9uI2VldmVlB4FGpLameIDByxyT0RN2dV8"


@pytest.mark.parametrize(
    "cursor", ["", "x", "é" * 20, "a b" * 10, "AQ==" * 5, "A" * 21, "_" * 40, "AQAAAAAAAAAAAAAA", "\x00" * 20]
)
def test_what_is_no_cursor(league: League, cursor: str) -> None:
    with pytest.raises(InvalidCursorError) as caught:
        query_of(league).options(cursor=cursor).params()
    assert caught.value.code.startswith("cursor.")


@given(cursor=st.text(st.sampled_from("AQIDabcz019_-"), max_size=60))
def test_any_text_is_refused_in_our_words(cursor: str) -> None:
    with pytest.raises(InvalidCursorError):
        open_cursor(cursor, SCOPE, None)


@given(packed=st.binary(max_size=40))
def test_any_content_is_a_key_or_refused(packed: bytes) -> None:
    head = urlsafe_b64decode(make_cursor(KEY, SCOPE, None) + "==")[:9]
    cursor = urlsafe_b64encode(head + packed).rstrip(b"=").decode()
    try:
        key = open_cursor(cursor, SCOPE, None)
    except InvalidCursorError:
        return
    assert all(isinstance(value, (str, bytes, int, Decimal)) for value in key.values())


@pytest.mark.parametrize(
    "options", [{"cursor": 1}, {"cursor": "AQ", "exclusive_start_key": {"pk": "a", "sk": "b"}}]
)
def test_a_wrong_option(league: League, options: Any) -> None:
    with refused("options.invalidCursorOption", payload={"cursor": options["cursor"]}):
        query_of(league).options(options).params()


def test_a_response_of_ones_own_has_none() -> None:
    assert ReadResponse([], None, 0, 0).cursor() is None
    with refused("cursor.unbound"):
        ReadResponse([], {"pk": "a"}, 0, 0).cursor()
    assert ReadResponse([], KEY, 0, 0, scope=SCOPE).cursor() == PLAIN


def test_a_deployed_key_with_other_names() -> None:
    key = {"pk": "kanto", "sk": "x"}
    assert open_cursor(make_cursor(key, SCOPE, SECRET), SCOPE, SECRET) == key


def test_the_secret_is_not_shown(league: League) -> None:
    league.fill()
    response = query_of(league).options(limit=1, cursor_secret=SECRET).send()
    assert SECRET not in repr(response)
    assert SECRET not in repr(response.scope)
    assert response == query_of(league).options(limit=1).send()
