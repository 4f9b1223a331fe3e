"""Queries and scans page by page and item by item: fetched when asked for, and no more."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchPutRequest,
    BatchWriteCommand,
    Client,
    NoItemError,
    QueryCommand,
    ScanCommand,
    SeveralItemsError,
    TableSpy,
    execute_batch_write,
)
from dynamodb_toolbox.commands.paging import Pages
from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.errors import ThrottlingException
from tests.commands.league import League, make_league
from tests.refusals import refused


class Counting:
    """An endpoint that notes what is called, and may refuse the next call."""

    def __init__(self, endpoint: Any) -> None:
        self.endpoint = endpoint
        self.requests: list[dict[str, Any]] = []
        self.refusal: Exception | None = None

    def call(self, operation: str, request: dict[str, Any]) -> Any:
        self.requests.append(request)
        refusal, self.refusal = self.refusal, None
        if refusal is not None:
            raise refusal
        return self.endpoint.call(operation, request)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Any:
        return self.call(operation, request)

    def close(self) -> None:
        self.endpoint.close()


@pytest.fixture
def endpoint(client: Client) -> Counting:
    endpoint = Counting(client.endpoint)
    client.endpoint = endpoint
    return endpoint


@pytest.fixture
def ten(client: Client) -> League:
    """A partition of ten trainers, 0 to 9 badges, before ten Pokémon of the same levels."""
    league = make_league(client)
    puts: list[Any] = []
    for number in range(10):
        key = {"league": "kanto", "name": f"{number:02}"}
        puts.append(league.trainers.build(BatchPutRequest).item({**key, "badges": number}))
        puts.append(league.pokemons.build(BatchPutRequest).item({**key, "level": number}))
    execute_batch_write(league.table.build(BatchWriteCommand).requests(*puts))
    return league


def trainers_of(league: League) -> QueryCommand[Any]:
    query = league.table.build(QueryCommand).entities(league.trainers)
    return query.query({"partition": "kanto", "range": {"begins_with": "trainer#"}})


def pokemons_then_trainers(league: League) -> QueryCommand[Any]:
    return league.table.build(QueryCommand).entities(league.trainers).query({"partition": "kanto"})


def badges(items: Any) -> list[int]:
    return [item["badges"] for item in items]


def test_pages_are_fetched_when_asked_for(ten: League, endpoint: Counting) -> None:
    pages = trainers_of(ten).options(limit=3).pages()
    assert endpoint.requests == []
    assert badges(next(pages).items) == [0, 1, 2]
    assert badges(next(pages).items) == [3, 4, 5]
    assert len(endpoint.requests) == 2
    assert [badges(page.items) for page in pages] == [[6, 7, 8], [9]]
    assert len(endpoint.requests) == 4
    assert list(pages) == []


def test_pages_awaited(ten: League, endpoint: Counting) -> None:
    async def read() -> list[list[int]]:
        query = trainers_of(ten).options(limit=4)
        return [badges(page.items) async for page in query.pages()]

    assert asyncio.run(read()) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert len(endpoint.requests) == 3


def test_items_one_after_the_other(ten: League, endpoint: Counting) -> None:
    query = trainers_of(ten).options(limit=3)
    assert badges(query) == list(range(10))
    endpoint.requests.clear()
    for item in query:
        if item["badges"] == 4:
            break
    assert len(endpoint.requests) == 2
    assert badges(query) == list(range(10)), "a command can be iterated again"


def test_items_awaited(ten: League, endpoint: Counting) -> None:
    async def read() -> list[int]:
        found: list[int] = []
        async for item in trainers_of(ten).options(limit=3):
            found.append(item["badges"])
            if item["badges"] == 4:
                break
        return found

    assert asyncio.run(read()) == [0, 1, 2, 3, 4]
    assert len(endpoint.requests) == 2


def test_what_bounds_them(ten: League, endpoint: Counting) -> None:
    query = trainers_of(ten).options(limit=2, max_pages=2)
    assert badges(query) == [0, 1, 2, 3]
    assert query.count() == 4
    assert len(endpoint.requests) == 4
    start = {"pk": "kanto", "sk": "trainer#06"}
    assert badges(trainers_of(ten).options(exclusive_start_key=start, limit=2)) == [7, 8, 9]
    assert badges(trainers_of(ten).options(limit=4, reverse=True)) == list(range(9, -1, -1))
    scan = ten.table.build(ScanCommand).entities(ten.trainers).options(limit=3)
    assert sorted(badges(scan)) == list(range(10))


@pytest.mark.parametrize("option", [{"max_pages": 0}, {"max_pages": "all"}])
def test_wrong_bounds_are_refused_before_anything_is_read(ten: League, option: Any) -> None:
    with refused("options.invalidMaxPagesOption", payload=option):
        trainers_of(ten).options(option).pages()
    with refused("options.invalidMaxPagesOption"):
        trainers_of(ten).options(option).first()


def test_the_request_is_the_same_but_for_where_it_starts(ten: League, endpoint: Counting) -> None:
    query = trainers_of(ten).options(limit=4, filters={"trainer": {"attr": "badges", "gte": 3}})
    assert badges(query) == list(range(3, 10))
    starts = [request.pop("ExclusiveStartKey", None) for request in endpoint.requests]
    assert starts == [
        None,
        {"pk": {"S": "kanto"}, "sk": {"S": "trainer#03"}},
        {"pk": {"S": "kanto"}, "sk": {"S": "trainer#07"}},
    ]
    assert endpoint.requests[0] == endpoint.requests[1] == endpoint.requests[2]


def test_a_page_that_failed_is_tried_again_at_the_next_turn(ten: League, endpoint: Counting) -> None:
    pages = trainers_of(ten).options(limit=6).pages()
    next(pages)
    endpoint.refusal = ThrottlingException("slow down")
    with pytest.raises(ThrottlingException):
        next(pages)
    assert badges(next(pages).items) == [6, 7, 8, 9]


def test_spies_see_each_page(ten: League) -> None:
    query = trainers_of(ten).options(limit=6)
    with ten.table.build(TableSpy) as spy:
        assert badges(query) == list(range(10))
        [first, second] = spy.sent(QueryCommand).all_args()
    assert first == [[ten.trainers], *query.sent_args()[1:]]
    start = {"pk": "kanto", "sk": "trainer#05"}
    assert second[2] == {"limit": 6, "exclusive_start_key": start}


def test_spies_answer_pages(ten: League, endpoint: Counting) -> None:
    keys = iter([{"pk": "x", "sk": "y"}, None, {"pk": "x", "sk": "y"}, None])

    def answer(*_: Any) -> ReadResponse[Any]:
        return ReadResponse([{"badges": 1}], next(keys), 5, 9)

    with ten.table.build(TableSpy) as spy:
        spy.on(QueryCommand).mock(answer)
        assert badges(trainers_of(ten)) == [1, 1]
        assert trainers_of(ten).count() == 10
        assert spy.sent(QueryCommand).count() == 4
    assert endpoint.requests == []


def test_the_first_item_reads_no_more_than_it_must(ten: League, endpoint: Counting) -> None:
    assert trainers_of(ten).first() == {"league": "kanto", "name": "00", "badges": 0}
    assert [request["Limit"] for request in endpoint.requests] == [1]
    endpoint.requests.clear()
    last = trainers_of(ten).options(reverse=True).first()
    assert last is not None
    assert last["badges"] == 9
    assert [request["Limit"] for request in endpoint.requests] == [1]
    assert trainers_of(ten).query({"partition": "johto"}).first() is None


def test_the_first_item_behind_others_that_the_filter_keeps_back(ten: League, endpoint: Counting) -> None:
    item = pokemons_then_trainers(ten).first()
    assert item == {"league": "kanto", "name": "00", "badges": 0}
    assert [request["Limit"] for request in endpoint.requests] == [1, 10]
    strong = pokemons_then_trainers(ten).options(filters={"trainer": {"attr": "badges", "eq": 9}})
    assert strong.first() == {"league": "kanto", "name": "09", "badges": 9}
    none = pokemons_then_trainers(ten).options(filters={"trainer": {"attr": "badges", "eq": 99}})
    assert none.first() is None


def test_the_first_item_in_pages_of_ones_own(ten: League, endpoint: Counting) -> None:
    assert pokemons_then_trainers(ten).options(limit=4).first() is not None
    assert [request["Limit"] for request in endpoint.requests] == [4, 4, 4]
    assert pokemons_then_trainers(ten).options(limit=4, max_pages=2).first() is None


def test_pages_grow_to_whole_ones(ten: League, endpoint: Counting) -> None:
    put = ten.trainers.build(BatchPutRequest)
    puts = [put.item({"league": "johto", "name": f"{number:04}", "badges": 0}) for number in range(1200)]
    execute_batch_write(ten.table.build(BatchWriteCommand).requests(*puts))
    endpoint.requests.clear()
    query = trainers_of(ten).query({"partition": "johto"})
    assert query.options(filters={"trainer": {"attr": "badges", "gt": 0}}).first() is None
    assert [request.get("Limit") for request in endpoint.requests] == [1, 10, 100, 1000, None]


def test_the_only_item(ten: League, endpoint: Counting) -> None:
    one = pokemons_then_trainers(ten).options(filters={"trainer": {"attr": "badges", "eq": 4}})
    assert one.one() == {"league": "kanto", "name": "04", "badges": 4}
    assert asyncio.run(one.one_async()) == one.one()


def test_no_item_or_several_are_errors(ten: League) -> None:
    none = trainers_of(ten).query({"partition": "johto"})
    for ask in (none.one, lambda: asyncio.run(none.one_async())):
        with pytest.raises(NoItemError, match="QueryCommand found no item") as caught:
            ask()
        assert caught.value.code == "actions.noItem"
    several = trainers_of(ten)
    for ask in (several.one, lambda: asyncio.run(several.one_async())):
        with pytest.raises(SeveralItemsError, match="'badges': 1}") as found:
            ask()
        assert found.value.code == "actions.severalItems"
        assert badges(found.value.payload["items"]) == [0, 1]


def test_the_only_item_reads_until_it_is_not(ten: League, endpoint: Counting) -> None:
    with pytest.raises(SeveralItemsError):
        trainers_of(ten).one()
    assert [request["Limit"] for request in endpoint.requests] == [2]


def test_the_first_awaited(ten: League) -> None:
    async def ask() -> list[Any]:
        query = pokemons_then_trainers(ten)
        nobody = query.query({"partition": "johto"})
        return [await query.first_async(), await nobody.first_async(), await query.count_async()]

    first, nothing, count = asyncio.run(ask())
    assert (first["badges"], nothing, count) == (0, None, 10)


def test_a_count_adds_up_all_pages(ten: League, endpoint: Counting) -> None:
    assert trainers_of(ten).options(limit=3).count() == 10
    assert len(endpoint.requests) == 4
    assert {request["Select"] for request in endpoint.requests} == {"COUNT"}
    strong = trainers_of(ten).options(attributes=["name"], filters={"trainer": {"attr": "badges", "gt": 6}})
    assert strong.count() == 3
    assert "ProjectionExpression" not in endpoint.requests[-1]
    both = ten.table.build(ScanCommand).entities(ten.trainers, ten.pokemons)
    assert both.count() == 20


def test_where_only_a_count_is_selected_there_are_no_items(ten: League) -> None:
    query = trainers_of(ten).options(select="COUNT")
    for ask in (query.first, query.one, lambda: list(query)):
        with refused("options.invalidSelectOption", payload={"select": "COUNT"}):
            ask()
    assert query.count() == 10
    assert [page.count for page in query.pages()] == [10]


def test_pages_are_typed_by_their_items(ten: League) -> None:
    pages: Pages[dict[str, Any]] = trainers_of(ten).pages()
    assert next(pages).count == 10
