"""Random values, and random schemas each with a valid input."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from hypothesis import strategies as st

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.transformers import json_stringify, pipe, prefix, suffix
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import Place

numbers: st.SearchStrategy[int | float | Decimal] = st.one_of(
    st.integers(min_value=-(10**38) + 1, max_value=10**38 - 1),
    st.floats(allow_nan=False, allow_infinity=False, min_value=1e-120, max_value=1e120),
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30),
)
scalars: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), numbers, st.text(max_size=8), st.binary(max_size=8)
)
sets: st.SearchStrategy[Any] = st.one_of(
    st.sets(st.text(max_size=4), min_size=1, max_size=4),
    st.sets(numbers, min_size=1, max_size=4),
    st.sets(st.binary(max_size=4), min_size=1, max_size=4),
)
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(scalars, sets),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@dataclass(frozen=True)
class Sample:
    """A schema, a valid input of it, and the places where the input can be spoilt.

    Attributes:
        schema: The schema.
        value: A valid input, with every attribute in it.
        places: Where a value stands that only its own schema takes: an `object()` there is refused there.
    """

    schema: Attribute
    value: Any
    places: tuple[Place, ...]


Samples: TypeAlias = st.SearchStrategy[Sample]

names = st.one_of(st.sampled_from(["a", "b", "c.d", "e f", "é", "['"]), st.text(min_size=1, max_size=3))
_texts = st.text(max_size=4)
_text_transformers = st.sampled_from([prefix("P"), suffix("S"), pipe(prefix("A"), suffix("B"))])
_numbers = st.one_of(st.integers(-(2**50), 2**50), st.floats(-1e9, 1e9, allow_nan=False))


def _leaf(schema: Attribute, strategy: st.SearchStrategy[Any]) -> Samples:
    return strategy.map(lambda value: Sample(schema, value, ((),)))


def _enumerated(schema: Any, strategy: st.SearchStrategy[Any]) -> Samples:
    return st.lists(strategy, min_size=1, max_size=3).map(
        lambda allowed: Sample(schema.enum(*allowed), allowed[0], ((),))
    )


_anything = st.recursive(
    st.one_of(st.none(), st.booleans(), _texts, st.integers(-9, 9)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(_texts, inner, max_size=2)),
    max_leaves=3,
)
primitives: Samples = st.one_of(
    _leaf(s.null(), st.none()),
    _leaf(s.boolean(), st.booleans()),
    _leaf(s.number(), _numbers),
    _leaf(s.number().big(), st.integers(-(10**37), 10**37)),
    _leaf(s.string(), _texts),
    _leaf(s.binary(), st.binary(max_size=4)),
    _enumerated(s.string(), _texts),
    _enumerated(s.number(), _numbers),
    _enumerated(s.binary(), st.binary(max_size=4)),
    st.builds(lambda t, v: Sample(s.string().transform(t), v, ((),)), _text_transformers, _texts),
)
anything: Samples = st.one_of(
    _anything.map(lambda value: Sample(s.any(), value, ())),
    _anything.map(lambda value: Sample(s.any().transform(json_stringify()), value, ())),
)


def _below(places: tuple[Place, ...], element: str | int) -> tuple[Place, ...]:
    return tuple((element, *place) for place in places)


def _list(sample: Sample) -> Sample:
    value = [sample.value, sample.value]
    return Sample(s.list(sample.schema), value, ((), *_below(sample.places, 1)))


def _tuple(samples: list[Sample]) -> Sample:
    below = [place for i, sample in enumerate(samples) for place in _below(sample.places, i)]
    schema = s.tuple(*(sample.schema for sample in samples))
    return Sample(schema, [sample.value for sample in samples], ((), *below))


def _record(keys: list[str], sample: Sample) -> Sample:
    schema = s.record(s.string().transform(prefix("K")), sample.schema)
    below = [place for key in keys for place in _below(sample.places, key)]
    return Sample(schema, dict.fromkeys(keys, sample.value), ((), *below))


def _union(samples: list[Sample]) -> Sample:
    """A union of maps told apart by a discriminator: what is wrong below is told precisely."""
    maps = [
        s.map({"kind": s.string().enum(str(i)).saved_as("_k"), "x": sample.schema})
        for i, sample in enumerate(samples)
    ]
    chosen = len(samples) - 1
    value = {"kind": str(chosen), "x": samples[chosen].value}
    return Sample(s.any_of(*maps).discriminate("kind"), value, ((), *_below(samples[chosen].places, "x")))


def _modified(schema: Attribute, index: int, modifiers: list[str]) -> Attribute:
    if "optional" in modifiers:
        schema = schema.optional()
    return schema.saved_as(f"_{index}") if "saved_as" in modifiers else schema


_modifiers = st.lists(st.sampled_from(["optional", "saved_as"]), max_size=2)


@st.composite
def _attributes(draw: st.DrawFn, inner: Samples) -> tuple[dict[str, Attribute], Sample]:
    chosen = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    samples = [draw(inner) for _ in chosen]
    attributes = {
        name: _modified(sample.schema, index, draw(_modifiers))
        for index, (name, sample) in enumerate(zip(chosen, samples, strict=True))
    }
    value = {name: sample.value for name, sample in zip(chosen, samples, strict=True)}
    places = [
        place for name, sample in zip(chosen, samples, strict=True) for place in _below(sample.places, name)
    ]
    return attributes, Sample(s.map(attributes), value, ((), *places))


def _containers(inner: Samples) -> Samples:
    keys = st.lists(_texts, min_size=1, max_size=2, unique=True)
    return st.one_of(
        inner.map(_list),
        st.lists(inner, min_size=1, max_size=3).map(_tuple),
        st.builds(_record, keys, inner),
        st.lists(inner, min_size=1, max_size=2).map(_union),
        _attributes(inner).map(lambda found: found[1]),
    )


_sets: Samples = st.one_of(
    st.builds(Sample, st.just(s.set(s.string())), st.sets(_texts, max_size=3), st.just(((),))),
    st.builds(Sample, st.just(s.set(s.number())), st.sets(_numbers, max_size=3), st.just(((),))),
    st.builds(
        Sample, st.just(s.set(s.string().transform(prefix("E")))), st.sets(_texts, max_size=3), st.just(((),))
    ),
)
samples: Samples = st.recursive(st.one_of(primitives, anything, _sets), _containers, max_leaves=5)
items: st.SearchStrategy[tuple[ItemSchema, Sample]] = _attributes(samples).map(
    lambda found: (s.item(found[0]), found[1])
)


def replaced(value: Any, place: Place, put: Callable[[Any], Any]) -> Any:
    """Give `value` with another value at `place`."""
    if not place:
        return put(value)
    element: Any = place[0]
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[element] = replaced(copy[element], place[1:], put)
    return copy
