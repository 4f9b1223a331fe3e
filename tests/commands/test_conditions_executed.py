"""Random conditions of every form on writes: they go through exactly when a plain model says so."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from dynamodb_toolbox import (
    ConditionalCheckFailedException,
    DeleteItemCommand,
    EnsureTableCommand,
    Entity,
    PutItemCommand,
    Table,
    UpdateItemCommand,
    connect,
    prefix,
    ref,
    s,
)
from tests.commands.condition_model import holds

TABLE = Table(name="things", partition_key={"name": "pk", "type": "string"})
KEY = {"id": "x"}
_place = s.map({"n": s.number().optional().saved_as("_n"), "t": s.string().optional()})
ENTITY: Entity[Any, Any] = Entity(
    name="thing",
    table=TABLE,
    schema=s.item(
        {
            "id": s.string().key().saved_as("pk"),
            "a": s.number().optional().saved_as("a.b c"),
            "b": s.number().optional(),
            "code": s.string().optional().transform(prefix("C")),
            "text": s.string().optional(),
            "raw": s.binary().optional(),
            "flag": s.boolean().optional(),
            "names": s.set(s.string().transform(prefix("N"))).optional(),
            "primes": s.set(s.number()).optional(),
            "row": s.list(s.number()).optional(),
            "m": _place.optional().saved_as("_m"),
            "pair": s.tuple(s.number(), s.string()).optional(),
            "either": s.any_of(s.number(), s.string()).optional(),
            "places": s.record(s.string().transform(prefix("K")), _place).optional(),
            "any": s.any().optional(),
        }
    ),
    timestamps=False,
    entity_attribute=False,
)

numbers = st.integers(-2, 2)
texts = st.sampled_from(["", "a", "ab", "é", "\U0001f600", "\uffff"])
binaries = st.sampled_from([b"\x00", b"\x00\xff", b"a"])
names = st.sets(st.sampled_from(["a", "ab"]), min_size=1)
primes = st.sets(st.sampled_from([2, 3]), min_size=1)
rows = st.lists(numbers, max_size=2)
places = st.fixed_dictionaries({}, optional={"n": numbers, "t": texts})
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "a": numbers,
    "b": numbers,
    "code": texts,
    "text": texts,
    "raw": binaries,
    "flag": st.booleans(),
    "names": names,
    "primes": primes,
    "row": rows,
    "m": places,
    "pair": st.tuples(numbers, texts).map(list),
    "either": st.one_of(numbers, texts),
    "places": st.dictionaries(st.sampled_from("kl"), places, max_size=2),
    "any": st.one_of(numbers, texts, rows, places),
}
BELOW: dict[str, st.SearchStrategy[Any]] = {
    "m.n": numbers,
    "m.t": texts,
    "row[0]": numbers,
    "row[1]": numbers,
    "pair[1]": texts,
    "places.k.n": numbers,
    "places.l": places,
}
EVERYWHERE = VALUES | BELOW
NUMBERS = st.sampled_from(["a", "b", "m.n", "row[0]", "row[1]", "places.k.n", "pair[0]"])
TEXTS = st.sampled_from(["text", "m.t", "pair[1]", "places.k.t"])
SIZED = st.sampled_from(["text", "raw", "names", "primes", "row", "m", "pair", "places", "m.t", "any"])
items = st.one_of(st.none(), st.fixed_dictionaries({}, optional=VALUES))

comparators = st.sampled_from(["eq", "ne", "lt", "lte", "gt", "gte"])
equalities = st.sampled_from(["eq", "ne"])


def ordered(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Two literals, the lower first; the service refuses them otherwise."""
    keyed = st.tuples(values, values)
    return keyed.map(lambda pair: sorted(pair, key=lambda v: v.encode() if isinstance(v, str) else v))


def comparisons(
    subject: str,
    paths: st.SearchStrategy[Any],
    values: st.SearchStrategy[Any],
    references: st.SearchStrategy[str],
) -> st.SearchStrategy[dict[str, Any]]:
    """Comparisons, ranges and `in` of values that have an order, with literals and references."""
    operands = st.one_of(values, references.map(ref))
    mixed = st.tuples(values, references.map(ref)).map(list)
    lists = st.lists(operands, min_size=1, max_size=3)
    tests = st.one_of(
        st.builds(lambda op, value: {op: value}, comparators, operands),
        st.builds(lambda pair: {"between": pair}, st.one_of(ordered(values), mixed)),
        st.builds(lambda members: {"in": members}, lists),
    )
    found = st.builds(lambda path, test: {subject: path, **test}, paths, tests)
    return found.filter(
        lambda condition: subject != "attr" or ref(condition["attr"]) not in _operands(condition)
    )


def _operands(condition: dict[str, Any]) -> list[Any]:
    """Give what an attribute is compared with; the service refuses to compare it with itself."""
    flat = [value if isinstance(value, list) else [value] for value in condition.values()]
    return [operand for operands in flat for operand in operands]


@st.composite
def equal(draw: st.DrawFn) -> dict[str, Any]:
    """Any attribute compared with any value of its schema."""
    path = draw(st.sampled_from(sorted(EVERYWHERE)))
    values = EVERYWHERE[path]
    if draw(st.booleans()):
        return {"attr": path, draw(equalities): draw(values)}
    return {"attr": path, "in": draw(st.lists(values, min_size=1, max_size=3))}


begins = st.one_of(
    st.builds(
        lambda path, text: {"attr": path, "begins_with": text},
        st.sampled_from(["text", "code", "m.t"]),
        texts,
    ),
    st.builds(lambda value: {"attr": "raw", "begins_with": value}, binaries),
    st.builds(lambda path: {"attr": "text", "begins_with": ref(path)}, TEXTS.filter("text".__ne__)),
)
contains = st.one_of(
    st.builds(lambda path, text: {"attr": path, "contains": text}, TEXTS, texts),
    st.builds(lambda value: {"attr": "names", "contains": value}, st.sampled_from(["a", "ab", "b"])),
    st.builds(lambda value: {"attr": "primes", "contains": value}, st.sampled_from([2, 3, 5])),
    st.builds(lambda value: {"attr": "row", "contains": value}, st.one_of(numbers, NUMBERS.map(ref))),
    st.builds(lambda value: {"attr": "pair", "contains": value}, st.one_of(numbers, texts)),
)
exists = st.builds(
    lambda path, there: {"attr": path, "exists": there}, st.sampled_from(sorted(EVERYWHERE)), st.booleans()
)
types = st.builds(
    lambda path, code: {"attr": path, "type": code},
    st.sampled_from(sorted(EVERYWHERE)),
    st.sampled_from(["S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"]),
)
free = st.one_of(
    comparisons("value", numbers, numbers, NUMBERS),
    comparisons("value", texts, texts, TEXTS),
    st.builds(lambda value, path: {"value": value, "contains": ref(path)}, texts, TEXTS),
)
leaves: st.SearchStrategy[dict[str, Any]] = st.one_of(
    comparisons("attr", NUMBERS, numbers, NUMBERS),
    comparisons("attr", TEXTS, texts, TEXTS),
    comparisons("attr", st.just("raw"), binaries, st.just("raw")),
    comparisons("size", SIZED, st.integers(0, 3), NUMBERS),
    st.builds(lambda op, value: {"attr": "either", op: value}, comparators, st.one_of(numbers, texts)),
    equal(),
    begins,
    contains,
    exists,
    types,
    free,
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"and": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"or": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module", autouse=True)
def _client() -> Iterator[None]:
    with connect("sqlite://") as TABLE.client:
        TABLE.build(EnsureTableCommand).send()
        yield


WRITES: list[Any] = [
    ENTITY.build(PutItemCommand).item(KEY),
    ENTITY.build(UpdateItemCommand).item({**KEY, "b": 1}),
    ENTITY.build(DeleteItemCommand).key(KEY),
]


@settings(max_examples=700, deadline=None)
@given(items, conditions, st.sampled_from(WRITES))
def test_a_write_goes_through_exactly_when_its_condition_holds(
    item: dict[str, Any] | None, condition: dict[str, Any], write: Any
) -> None:
    ENTITY.build(DeleteItemCommand).key(KEY).send()
    stored = None if item is None else {**KEY, **item}
    if stored is not None:
        ENTITY.build(PutItemCommand).item(stored).send()
    command = write.options(condition=condition, return_values_on_condition_false="ALL_OLD")
    if holds(stored or {}, condition):
        event("true")
        command.send()
        return
    event("false")
    with pytest.raises(ConditionalCheckFailedException) as caught:
        command.send()
    assert caught.value.item == stored
