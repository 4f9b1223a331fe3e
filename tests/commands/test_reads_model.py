"""Random queries and scans, read in every way there is, find what a plain filter over a list does."""

import asyncio
import math
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamodb_toolbox import (
    BatchPutRequest,
    BatchWriteCommand,
    EnsureTableCommand,
    Entity,
    NoItemError,
    QueryCommand,
    ScanCommand,
    SeveralItemsError,
    Table,
    connect,
    execute_batch_write,
    s,
)

STRING: Any = "string"
GROUP, NAME, COLOUR = ({"name": name, "type": STRING} for name in ("group", "name", "colour"))
N: Any = {"name": "_n", "type": "number"}
TABLE = Table(
    name="animals",
    partition_key={"name": "group", "type": "string"},
    sort_key={"name": "name", "type": "string"},
    indexes={
        "by_n": {"type": "global", "partition_key": GROUP, "sort_key": N},
        "by_own_n": {"type": "local", "sort_key": N},
        "by_both": {"type": "global", "partition_keys": [GROUP, COLOUR], "sort_keys": [N, NAME]},
    },
)
KEY = {"group": s.string().key(), "name": s.string().key()}
ATTRIBUTES = {"n": s.number().optional().saved_as("_n"), "colour": s.string().optional(), "age": s.number()}
CATS, DOGS = (
    Entity(name=name, table=TABLE, schema=s.item({**KEY, **ATTRIBUTES}), timestamps=False)
    for name in ("cat", "dog")
)
ENTITIES = {"cat": CATS, "dog": DOGS}
SECRET = "of the tests"

Animal = dict[str, Any]

groups, colours = st.sampled_from(["g1", "g2"]), st.sampled_from(["red", "blue"])
names = st.text(st.sampled_from("abc"), min_size=1, max_size=2)
numbers = st.integers(0, 4)
animals = st.lists(
    st.fixed_dictionaries(
        {"group": groups, "name": names, "age": numbers, "kind": st.sampled_from(["cat", "dog"])},
        optional={"n": numbers, "colour": colours},
    ),
    max_size=14,
    unique_by=lambda animal: (animal["group"], animal["name"]),
)
OPERATORS: dict[str, Any] = {
    "eq": lambda value, operand: value == operand,
    "gt": lambda value, operand: value > operand,
    "gte": lambda value, operand: value >= operand,
    "lt": lambda value, operand: value < operand,
    "lte": lambda value, operand: value <= operand,
    "between": lambda value, operand: operand[0] <= value <= operand[1],
    "begins_with": lambda value, operand: value.startswith(operand),
}


def ranges(values: st.SearchStrategy[Any], *, text: bool) -> st.SearchStrategy[Any]:
    """Give ranges on a key: none, a value, an operator with its operand."""
    simple = st.sampled_from(["eq", "gt", "gte", "lt", "lte"])
    operators = [
        st.tuples(simple, values),
        st.tuples(st.just("between"), st.tuples(values, values).map(sorted)),
        *([st.tuples(st.just("begins_with"), values)] if text else []),
    ]
    return st.none() | values | st.one_of(operators).map(lambda pair: {pair[0]: pair[1]})


queries = st.one_of(
    st.fixed_dictionaries({"partition": groups, "range": ranges(names, text=True)}),
    st.fixed_dictionaries(
        {
            "index": st.sampled_from(["by_n", "by_own_n"]),
            "partition": groups,
            "range": ranges(numbers, text=False),
        }
    ),
    st.fixed_dictionaries(
        {
            "index": st.just("by_both"),
            "partition": st.tuples(groups, colours).map(list),
            "range": st.none()
            | ranges(numbers, text=False).filter(lambda part: part is not None).map(lambda part: [part])
            | st.tuples(numbers, ranges(names, text=True).filter(lambda part: part is not None)).map(list),
        }
    ),
)
reads = st.fixed_dictionaries(
    {
        "kinds": st.sampled_from([("cat",), ("dog",), ("cat", "dog"), ()]),
        "filters": st.dictionaries(st.sampled_from(["cat", "dog"]), numbers, max_size=2),
        "limit": st.integers(1, 5),
        "reverse": st.booleans(),
    }
)


@contextmanager
def filled(stored: list[Animal]) -> Generator[None]:
    """Put the animals into a table of their own."""
    with connect("sqlite://") as TABLE.client:
        TABLE.build(EnsureTableCommand).send()
        put(stored)
        yield


def put(stored: list[Animal]) -> None:
    puts: list[Any] = []
    for animal in stored:
        item = {name: value for name, value in animal.items() if name != "kind"}
        puts.append(ENTITIES[animal["kind"]].build(BatchPutRequest).item(item))
    if puts:
        execute_batch_write(TABLE.build(BatchWriteCommand).requests(*puts))


def in_range(animal: Animal, keys: list[str], given_range: Any) -> bool:
    parts = given_range if isinstance(given_range, list) else [given_range]
    for key, part in zip(keys, parts, strict=False):
        if part is not None:
            operator, operand = next(iter(part.items())) if isinstance(part, dict) else ("eq", part)
            if not OPERATORS[operator](animal[key], operand):
                return False
    return True


def passes(animal: Animal, read: dict[str, Any]) -> bool:
    """Tell whether an animal is of the entities asked for, and passes their filter."""
    if not read["kinds"]:
        return True
    if animal["kind"] not in read["kinds"]:
        return False
    least = read["filters"].get(animal["kind"])
    return least is None or animal["age"] >= least


def shown(animal: Animal, read: dict[str, Any]) -> Animal:
    """Give an animal as it is read: by its entity, or as it is stored."""
    if read["kinds"]:
        return {name: value for name, value in animal.items() if name != "kind"}
    renamed = {"kind": "_et", "n": "_n"}
    return {renamed.get(name, name): value for name, value in animal.items()}


def found_by(query: dict[str, Any], read: dict[str, Any], stored: list[Animal]) -> list[Animal]:
    """Query the plain list."""
    index = query.get("index")
    partitions = {"by_both": ["group", "colour"]}.get(index or "", ["group"])
    sorts = {"by_both": ["n", "name"], None: ["name"]}.get(index, ["n"])
    wanted = query["partition"] if index == "by_both" else [query["partition"]]
    inside = [
        animal
        for animal in stored
        if {*partitions, *sorts} <= animal.keys()
        and [animal[name] for name in partitions] == wanted
        and in_range(animal, sorts, query["range"])
    ]
    inside.sort(key=lambda animal: (*(animal[name] for name in sorts), animal["group"], animal["name"]))
    if read["reverse"]:
        inside.reverse()
    return [shown(animal, read) for animal in inside if passes(animal, read)]


def options_of(read: dict[str, Any]) -> dict[str, Any]:
    filters = {
        kind: {"attr": "age", "gte": least}
        for kind, least in read["filters"].items()
        if kind in read["kinds"]
    }
    return {"limit": read["limit"], **({"filters": filters} if filters else {})}


def by_cursors(command: Any, options: dict[str, Any]) -> list[Animal]:
    items: list[Animal] = []
    cursor = None
    while True:
        response = command.options(**options, cursor=cursor, cursor_secret=SECRET).send()
        items += response.items
        cursor = response.cursor()
        if cursor is None:
            return items


async def awaited(command: Any) -> tuple[list[Animal], list[Animal], int, Animal | None]:
    paged = [item async for page in command.pages() for item in page.items]
    items = [item async for item in command]
    return paged, items, await command.count_async(), await command.first_async()


def check_every_way(command: Any, options: dict[str, Any], expected: list[Animal]) -> None:
    """Read in every way, and compare."""
    limited = command.options(**options)
    unlimited = command.options(**{name: value for name, value in options.items() if name != "limit"})
    assert command.options(**options, max_pages=math.inf).send().items == expected
    assert list(limited) == expected
    assert [item for page in limited.pages() for item in page.items] == expected
    assert by_cursors(command, options) == expected
    first = expected[0] if expected else None
    assert asyncio.run(awaited(limited)) == (expected, expected, len(expected), first)
    for one in (limited, unlimited):
        assert one.first() == first
        assert one.count() == len(expected)
        if len(expected) == 1:
            assert one.one() == first
        else:
            with pytest.raises(SeveralItemsError if expected else NoItemError):
                one.one()


@settings(max_examples=60)
@given(stored=animals, query=queries, read=reads)
def test_queries(stored: list[Animal], query: dict[str, Any], read: dict[str, Any]) -> None:
    command: Any = TABLE.build(QueryCommand).entities(*(ENTITIES[kind] for kind in read["kinds"]))
    options = {**options_of(read), "reverse": read["reverse"]}
    with filled(stored):
        check_every_way(command.query(query), options, found_by(query, read, stored))


@settings(max_examples=30)
@given(
    stored=animals,
    read=reads,
    index=st.sampled_from([None, "by_n", "by_both"]),
    segments=st.integers(1, 5),
    workers=st.integers(1, 3),
)
def test_scans(stored: list[Animal], read: dict[str, Any], index: Any, segments: int, workers: int) -> None:
    needed = {None: set[str](), "by_n": {"n"}, "by_both": {"n", "colour"}}[index]
    inside = [animal for animal in stored if needed <= animal.keys() and passes(animal, read)]
    expected = [shown(animal, read) for animal in inside]
    command: Any = TABLE.build(ScanCommand).entities(*(ENTITIES[kind] for kind in read["kinds"]))
    options = {**options_of(read), **({"index": index} if index else {})}
    with filled(stored):
        found = command.options(**options, max_pages=math.inf).send().items
        assert in_order(found) == in_order(expected)
        check_every_way(command, options, found)

        parallel = command.options(**options).parallel(segments, workers=workers)
        assert in_order(parallel.send().items) == in_order(expected)
        assert in_order(parallel) == in_order(expected)
        assert asyncio.run(parallel.send_async()) == parallel.send()
        assert parallel.count() == len(expected)


def in_order(found: Any) -> list[Animal]:
    return sorted(found, key=lambda animal: (animal["group"], animal["name"]))
