"""Random schemas with all that models know of, and inputs of them, right and wrong."""

from collections.abc import Callable
from datetime import UTC, timedelta
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, TypeAlias

from hypothesis import strategies as st

from dynamodb_toolbox import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import MISSING

Pair: TypeAlias = tuple[Attribute, Any]
"""A schema, and an input of it that is right."""

Pairs: TypeAlias = st.SearchStrategy[Pair]


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Size(Enum):
    SMALL = 1
    LARGE = 2


_texts = st.sampled_from(["", "a", "b", "red", "é"])
_numbers = st.one_of(st.integers(-9, 9), st.floats(-9, 9), st.sampled_from([Decimal("1.5"), 10**20]))
_moments = st.datetimes(timezones=st.just(UTC))


def _of(schema: Any, values: st.SearchStrategy[Any]) -> Pairs:
    return values.map(lambda value: (schema, value))


def _enumerated(schema: Any, values: st.SearchStrategy[Any]) -> Pairs:
    return st.lists(values, min_size=1, max_size=3).map(lambda found: (schema.enum(*found), found[0]))


_strings: list[Pairs] = [
    _of(s.string(), _texts),
    _enumerated(s.string(), _texts),
    _of(s.string().validate(lambda text: len(text) < 2 or "too long"), st.sampled_from(["", "a"])),
    _of(s.date(), st.dates()),
    _of(s.uuid(), st.uuids()),
    _of(s.enum(Colour), st.sampled_from(Colour)),
    _enumerated(s.enum(Colour), st.sampled_from(Colour)),
]
_elements: list[Pairs] = [
    *_strings,
    _of(s.number(), _numbers),
    _of(s.number().big(), _numbers),
    _enumerated(s.number(), _numbers),
    _of(s.enum(Size), st.sampled_from(Size)),
    _of(s.decimal(), st.decimals(-9, 9, places=2)),
    _of(s.datetime(), _moments),
    _of(s.datetime(stored_as="epoch"), _moments),
    _of(s.timedelta(), st.timedeltas(timedelta(0), timedelta(9))),
    _of(s.binary(), st.binary(max_size=2)),
    _enumerated(s.binary(), st.binary(max_size=2)),
]
_leaves: Pairs = st.one_of(
    *_elements,
    _of(s.null(), st.none()),
    _of(s.boolean(), st.booleans()),
    _enumerated(s.boolean(), st.booleans()),
    _of(s.any(), st.sampled_from([None, 1, "a", [1, (2,)], {"a": b"b"}])),
    st.one_of(*_elements).map(lambda pair: (s.set(pair[0]), {pair[1]})),
)
_anything: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    _numbers,
    _texts,
    _moments,
    st.dates(),
    st.binary(max_size=2),
    st.sampled_from([Colour.RED, Size.SMALL, {"a"}, frozenset({1}), [], (), {}, {"kind": "0"}, ["a", "a"]]),
    st.just(MISSING),
    st.builds(object),
)
_names = st.sampled_from(["a", "b", "kind", "copy", "model_config", "c d", "_e", "class", "copy_"])


@st.composite
def _attribute(draw: st.DrawFn, inner: Pairs) -> Pair:
    """Draw a schema with some modifiers."""
    schema, value = draw(inner)
    if draw(st.booleans()):
        schema = schema.key()
    if draw(st.booleans()):
        schema = schema.required(draw(st.sampled_from(["never", "at_least_once", "always"])))
    if draw(st.integers(0, 3)) == 0:
        default = draw(st.sampled_from([value, lambda: value]))
        schema = schema.key_default(default).put_default(default)
    if draw(st.integers(0, 3)) == 0:
        schema = schema.hidden()
    return schema, value


@st.composite
def _map(draw: st.DrawFn, inner: Pairs) -> tuple[dict[str, Attribute], dict[str, Any]]:
    names = draw(st.lists(_names, min_size=1, max_size=3, unique=True))
    pairs = {name: draw(_attribute(inner)) for name in names}
    return {name: pair[0] for name, pair in pairs.items()}, {name: pair[1] for name, pair in pairs.items()}


@st.composite
def _record(draw: st.DrawFn, inner: Pairs) -> Pair:
    keys, name = draw(st.one_of(*_strings))
    element, value = draw(inner)
    schema = s.record(keys, element)
    names = [name] if keys.props.enum is None else keys.props.enum
    return schema.partial(draw(st.booleans())), dict.fromkeys(names, value)


@st.composite
def _tagged(draw: st.DrawFn, inner: Pairs) -> Pair:
    """Draw a discriminated union, perhaps with a union in it and with constants."""
    count = draw(st.integers(1, 3))
    kinds = [
        s.string().const(str(i)) if draw(st.booleans()) else s.string().enum(str(i)) for i in range(count)
    ]
    if draw(st.booleans()):
        kinds = [kind.key() for kind in kinds]
    maps = [draw(_map(inner)) for _ in kinds]
    elements: list[Attribute] = [s.map({**m[0], "kind": k}) for m, k in zip(maps, kinds, strict=True)]
    if draw(st.booleans()):
        elements = [s.any_of(elements[0]), *elements[1:]]
    chosen = draw(st.integers(0, count - 1))
    return s.any_of(*elements).discriminate("kind"), {**maps[chosen][1], "kind": str(chosen)}


def _containers(inner: Pairs) -> Pairs:
    some = st.lists(inner, min_size=1, max_size=3)
    tuples = st.lists(st.one_of(inner, _with_default(inner)), min_size=1, max_size=3)
    return st.one_of(
        inner.map(lambda pair: (s.list(pair[0]), [pair[1]])),
        tuples.map(lambda pairs: (s.tuple(*(p[0] for p in pairs)), [p[1] for p in pairs])),
        some.map(lambda pairs: (s.any_of(*(p[0] for p in pairs)), pairs[-1][1])),
        _map(inner).map(lambda found: (s.map(found[0]), found[1])),
        _map(inner).map(lambda found: (s.map(found[0]).validate(lambda m: "a" in m), found[1])),
        _record(inner),
        _tagged(inner),
    )


def _with_default(inner: Pairs) -> Pairs:
    return inner.map(lambda pair: (pair[0].put_default(pair[1]), pair[1]))


pairs: Pairs = st.recursive(_leaves, _containers, max_leaves=5)
items: st.SearchStrategy[tuple[ItemSchema, Any]] = _map(pairs).map(lambda found: (s.item(found[0]), found[1]))


@st.composite
def spoilt(draw: st.DrawFn, value: Any) -> Any:
    """Draw a value that differs somewhere: another in its place, or an entry less or more."""
    change = draw(st.sampled_from(["replace", "below", "below", "less", "more"]))
    if change == "replace" or not value or not isinstance(value, (dict, list)):
        return draw(_anything)
    entries: Any = dict(value) if isinstance(value, dict) else list(value)
    place = draw(st.sampled_from(sorted(value, key=repr) if isinstance(value, dict) else range(len(value))))
    _CHANGES[change](draw, entries, place)
    return entries


def _below(draw: st.DrawFn, entries: Any, place: Any) -> None:
    entries[place] = draw(spoilt(entries[place]))


def _less(draw: st.DrawFn, entries: Any, place: Any) -> None:
    del entries[place]


def _more(draw: st.DrawFn, entries: Any, place: Any) -> None:
    if isinstance(entries, list):
        entries.append(draw(_anything))
    else:
        entries[draw(_names)] = draw(_anything)


_CHANGES: dict[str, Callable[[st.DrawFn, Any, Any], None]] = {"below": _below, "less": _less, "more": _more}
