"""Random models: what their instances hold is stored, and read back as the same instances."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Optional, TypeAlias
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import create_model

from dynamodb_toolbox import Formatter, Parser
from dynamodb_toolbox.schema.pydantic.inputs import to_input
from dynamodb_toolbox.schema.pydantic.read import from_pydantic_model
from dynamodb_toolbox.values import decode_item, encode_item

Pair: TypeAlias = tuple[Any, st.SearchStrategy[Any]]
"""A type, and values of it."""


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def of(generic: Any, first: Any, *others: Any) -> Any:
    return generic[(first, *others) if others else first]


_moments = st.datetimes(min_value=datetime(1980, 1, 1), timezones=st.just(UTC))
_keys: list[Pair] = [
    (str, st.text(max_size=3)),
    (Literal["a", "b"], st.sampled_from(["a", "b"])),
    (Colour, st.sampled_from(Colour)),
    (UUID, st.uuids()),
    (date, st.dates()),
]
_elements: list[Pair] = [
    *_keys,
    (int, st.integers(-(10**15), 10**15)),
    (Decimal, st.decimals(-9, 9, places=3)),
    (bytes, st.binary(max_size=3)),
    (datetime, _moments),
    (timedelta, st.timedeltas(timedelta(-9), timedelta(9))),
]
_leaves: list[Pair] = [
    *_elements,
    (bool, st.booleans()),
    (float, st.floats(-9, 9, width=16)),
    *((of(set, kind), st.sets(values, min_size=1, max_size=2)) for kind, values in _elements),
]


def _containers(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        inner.map(lambda pair: (of(list, pair[0]), st.lists(pair[1], max_size=2))),
        inner.map(lambda pair: (of(Optional, pair[0]), st.one_of(pair[1], st.none()))),
        some.map(lambda pairs: (of(tuple, *(p[0] for p in pairs)), st.tuples(*(p[1] for p in pairs)))),
        st.builds(_record, st.sampled_from(_keys), inner),
        models(inner),
    )


def _record(key: Pair, value: Pair) -> Pair:
    return of(dict, key[0], value[0]), st.dictionaries(key[1], value[1], max_size=2)


def models(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    fields = st.tuples(inner, st.booleans())
    return st.dictionaries(st.sampled_from("abc"), fields, min_size=1).map(_model)


def _model(fields: dict[str, tuple[Pair, bool]]) -> Pair:
    """Make a model; the fields so marked are optional."""
    types: dict[str, Any] = {}
    values: dict[str, st.SearchStrategy[Any]] = {}
    for name, ((kind, found), optional) in fields.items():
        types[name] = (of(Optional, kind), None) if optional else (kind, ...)
        values[name] = st.one_of(found, st.none()) if optional else found
    model = create_model("Model", **types)
    return model, st.builds(model, **values)


@settings(deadline=None)
@given(models(st.recursive(st.sampled_from(_leaves), _containers, max_leaves=5)), st.data())
def test_an_instance_comes_back_as_it_was(found: Pair, data: st.DataObject) -> None:
    model, instances = found
    instance = data.draw(instances)
    schema = from_pydantic_model(model)
    stored = decode_item(encode_item(Parser(schema).parse(to_input(instance))))
    assert model.model_validate(Formatter(schema).format(stored)) == instance
