"""Random updates of random items, in every form, sent and held against a plain model of what they mean."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from dynamodb_toolbox import (
    DeleteItemCommand,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    PutItemCommand,
    Table,
    UpdateAttributesCommand,
    UpdateItemCommand,
    ValidationException,
    connect,
    prefix,
    s,
)
from dynamodb_toolbox.updates import (
    add,
    append,
    delete,
    get,
    prepend,
    remove,
    set_,
    subtract,
    sum_,
)
from tests.commands.update_model import RefusedError, updated

TABLE = Table(name="things", partition_key={"name": "pk", "type": "string"})
KEY = {"id": "x"}
_number = s.number().optional()
_point = s.map({"n": _number, "t": s.string().optional().saved_as("_t")})
ENTITY: Entity[Any, Any] = Entity(
    name="thing",
    table=TABLE,
    schema=s.item(
        {
            "id": s.string().key().saved_as("pk"),
            "a": _number.saved_as("_a"),
            "b": _number,
            "text": s.string().optional().transform(prefix("T")),
            "names": s.set(s.string().transform(prefix("N"))).optional(),
            "primes": s.set(s.number()).optional(),
            "row": s.list(s.number()).optional().saved_as("odd name"),
            "points": s.list(_point).optional(),
            "m": s.map(
                {"x": _number.saved_as("_x"), "row": s.list(s.number()).optional(), "in": _point.optional()}
            )
            .optional()
            .saved_as("_m"),
            "tally": s.record(s.string().transform(prefix("K")), s.number()).optional(),
            "any": s.any().optional(),
        }
    ),
    timestamps=False,
    entity_attribute=False,
)

numbers = st.integers(-5, 5)
texts = st.sampled_from(["", "a", "b"])
names = st.sets(st.sampled_from("abc"), min_size=1)
primes = st.sets(st.sampled_from([2, 3, 5, 7]), min_size=1)
rows = st.lists(numbers, max_size=3)
points = st.fixed_dictionaries({}, optional={"n": numbers, "t": texts})
maps = st.fixed_dictionaries({}, optional={"x": numbers, "row": rows, "in": points})
tallies = st.dictionaries(st.sampled_from("kl"), numbers)
WHOLE: dict[str, st.SearchStrategy[Any]] = {
    "a": numbers,
    "b": numbers,
    "text": texts,
    "names": names,
    "primes": primes,
    "row": rows,
    "points": st.lists(points, max_size=3),
    "m": maps,
    "tally": tallies,
    "any": st.one_of(numbers, texts, rows, points),
}
items = st.one_of(st.none(), st.fixed_dictionaries({}, optional=WHOLE))

removals = st.builds(remove)
number_places = st.sampled_from(["a", "b", "m.x", "m.in.n", "row[0]", "row[2]", "points[1].n", "tally.k"])
row_places = st.sampled_from(["row", "m.row"])


def reference(places: st.SearchStrategy[str], fallbacks: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    once = st.one_of(st.builds(get, places), st.builds(get, places, fallbacks))
    return st.one_of(once, st.builds(get, places, once))


number_references = reference(number_places, numbers)
operands = st.one_of(numbers, number_references)
settings_of_numbers = st.one_of(
    operands, st.builds(sum_, operands, operands), st.builds(subtract, operands, operands)
)
number_changes = st.one_of(settings_of_numbers, st.builds(add, numbers), removals)
more = st.one_of(rows, reference(row_places, rows))
row_ends = st.one_of(st.builds(append, more), st.builds(prepend, more), reference(row_places, rows))
indexes = st.integers(0, 4)
elements = st.one_of(settings_of_numbers, removals)
point_changes = st.fixed_dictionaries(
    {},
    optional={
        "n": number_changes,
        "t": st.one_of(texts, removals, st.builds(get, st.just("points[0].t"), texts)),
    },
)
ends_of_points = st.one_of(*(st.builds(end, st.lists(points, max_size=2)) for end in (append, prepend)))
FLAT: dict[str, st.SearchStrategy[Any]] = {
    "a": number_changes,
    "b": number_changes,
    "text": st.one_of(texts, removals, st.builds(get, st.just("text"), texts)),
    "names": st.one_of(names, st.builds(add, names), st.builds(delete, names), removals),
    "primes": st.one_of(
        primes, st.builds(add, primes), st.builds(delete, primes), st.builds(get, st.just("primes"), primes)
    ),
    "row": st.one_of(row_ends, removals),
    "points": st.one_of(ends_of_points, removals),
    "m": removals,
    "tally": removals,
    "any": st.one_of(numbers, texts, removals, st.builds(get, st.sampled_from(["row", "a"]), numbers)),
}
PART: dict[str, st.SearchStrategy[Any]] = {
    "row": st.one_of(st.builds(set_, rows), st.dictionaries(indexes, elements), rows),
    "points": st.one_of(
        st.builds(set_, st.lists(points, max_size=2)),
        st.dictionaries(indexes, st.one_of(point_changes, removals, st.builds(set_, points)), max_size=2),
        st.lists(point_changes, max_size=2),
    ),
    "m": st.one_of(
        st.builds(set_, maps),
        st.fixed_dictionaries(
            {},
            optional={
                "x": number_changes,
                "row": st.one_of(row_ends, st.builds(set_, rows), st.dictionaries(indexes, elements)),
                "in": st.one_of(point_changes, st.builds(set_, points), removals),
            },
        ),
    ),
    "tally": st.one_of(
        st.builds(set_, tallies),
        st.dictionaries(st.sampled_from("kl"), st.one_of(number_changes, removals)),
    ),
}
REPLACE: dict[str, st.SearchStrategy[Any]] = {
    "row": rows,
    "points": WHOLE["points"],
    "m": st.one_of(maps, st.builds(set_, maps)),
    "tally": st.one_of(tallies, st.builds(set_, tallies)),
    "any": st.one_of(rows, points, st.builds(set_, st.one_of(rows, points))),
}


def changes(more_forms: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    forms = {name: st.one_of(flat, more_forms.get(name, st.nothing())) for name, flat in FLAT.items()}
    return st.fixed_dictionaries({}, optional=forms)


@pytest.fixture(scope="module", autouse=True)
def _client() -> Iterator[None]:
    with connect("sqlite://") as TABLE.client:
        TABLE.build(EnsureTableCommand).send()
        yield


def store(item: dict[str, Any] | None) -> None:
    ENTITY.build(DeleteItemCommand).key(KEY).send()
    if item is not None:
        ENTITY.build(PutItemCommand).item({**KEY, **item}).send()


def read() -> Any:
    return ENTITY.build(GetItemCommand).key(KEY).send().item


def check(
    command: UpdateItemCommand[Any, Any], item: dict[str, Any] | None, change: dict[str, Any], whole: bool
) -> None:
    store(item)
    update = command.item({**KEY, **change}).options(return_values="ALL_NEW")
    try:
        expected = {**KEY, **updated(item or {}, change, whole=whole)}
    except RefusedError:
        event("refused")
        try:
            update.send()
        except ValidationException:
            assert read() == (None if item is None else {**KEY, **item})
            return
        raise AssertionError("the update should have been refused") from None
    event("done")
    assert update.send().attributes == expected
    assert read() == expected


@settings(max_examples=400, deadline=None)
@given(items, changes(PART))
def test_update_item(item: dict[str, Any] | None, change: dict[str, Any]) -> None:
    check(ENTITY.build(UpdateItemCommand), item, change, whole=False)


@settings(max_examples=250, deadline=None)
@given(items, changes(REPLACE))
def test_update_attributes(item: dict[str, Any] | None, change: dict[str, Any]) -> None:
    check(ENTITY.build(UpdateAttributesCommand), item, change, whole=True)


def test_a_copy_is_of_what_is_stored_by_stored_names() -> None:
    store({"m": {"x": 1}})
    ENTITY.build(UpdateItemCommand).item({**KEY, "any": get("m")}).send()
    assert read() == {**KEY, "m": {"x": 1}, "any": {"_x": 1}}
