"""Random schemas of all that schemas can say, each with a valid input, and ways to spoil inputs and items."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import MISSING, encode
from tests.strategies import Sample, names, samples, values

texts = st.text(max_size=3)


def _short(value: Any) -> bool | str:
    """Refuse what is long: a validator."""
    return len(repr(value)) < 60 or "too long"


def _record(sample: Sample) -> Sample:
    """A record whose keys are enumerated, hence all of them needed."""
    return Sample(
        s.record(s.string().enum("x", "y"), sample.schema), {"x": sample.value, "y": sample.value}, ()
    )


def _partial(sample: Sample) -> Sample:
    return Sample(s.record(s.string().enum("x", "y"), sample.schema).partial(), {"y": sample.value}, ())


def _either(sample: Sample, first: bool) -> Sample:
    """A union without a discriminator."""
    elements = (s.null(), sample.schema) if first else (sample.schema, s.string())
    return Sample(s.any_of(*elements), sample.value, ())


def _maps(sample: Sample) -> Sample:
    """A union that only the walk can read: two maps of the same kind."""
    return Sample(
        s.any_of(s.map({"a": s.number(), "x": sample.schema}), s.map({"x": sample.schema})),
        {"x": sample.value},
        (),
    )


def _filled_map(sample: Sample) -> Sample:
    """A map with defaults inside, and one for itself."""
    schema = s.map({"x": sample.schema.default(sample.value), "y": s.string().default(lambda: "y")})
    return Sample(schema.default(lambda: {"x": sample.value, "y": "given"}), {"x": sample.value}, ())


more: st.SearchStrategy[Sample] = st.one_of(
    samples,
    samples.map(_record),
    samples.map(_partial),
    samples.map(_maps),
    samples.map(_filled_map),
    st.builds(_either, samples, st.booleans()),
    st.just(Sample(s.date(), date(2026, 1, 2), ())),
    st.just(Sample(s.decimal(), Decimal("1.50"), ())),
    st.builds(lambda v: Sample(s.number().enum(1, 2.5, v), v, ()), st.integers(-3, 3)),
    st.builds(
        lambda v: Sample(s.set(s.string().enum("a", "b", "c")), v, ()), st.sets(st.sampled_from("abc"))
    ),
    st.builds(lambda v: Sample(s.set(s.binary()), v, ()), st.sets(st.binary(max_size=2))),
)

_MODIFIERS: dict[str, Callable[[Attribute, Any], Attribute]] = {
    "optional": lambda schema, _: schema.optional(),
    "hidden": lambda schema, _: schema.hidden(),
    "default": lambda schema, value: schema.default(value),
    "asked": lambda schema, value: schema.default(lambda: value),
    "unfilled": lambda schema, _: schema.default(lambda: MISSING).optional(),
    "validated": lambda schema, _: schema.validate(_short),
    "key": lambda schema, _: schema.key(),
    "linked": lambda schema, value: schema.link(lambda item: value if len(item) % 2 else MISSING),
}


@st.composite
def items(draw: st.DrawFn) -> tuple[ItemSchema, dict[str, Any]]:
    """A schema of an item, and a valid input with every attribute in it."""
    chosen = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    attributes: dict[str, Attribute] = {}
    value: dict[str, Any] = {}
    for index, name in enumerate(chosen):
        sample = draw(more)
        schema = sample.schema
        for modifier in draw(st.lists(st.sampled_from(sorted(_MODIFIERS)), max_size=2)):
            schema = _MODIFIERS[modifier](schema, sample.value)
        saved = draw(st.booleans())
        attributes[name] = schema.saved_as(f"_{index}") if saved else schema
        value[name] = sample.value
    return s.item(attributes), value


class _Text(str):
    """A string of a class of its own: as good as any other."""

    __slots__ = ()


_odd: st.SearchStrategy[Any] = st.one_of(
    values,
    st.just(MISSING),
    st.builds(object),
    st.builds(_Text, texts),
    st.builds(tuple, st.lists(values, max_size=2)),
    st.just("\ud800"),
    st.just(float("nan")),
    st.just(10**39),
    st.builds(bytearray, st.binary(max_size=2)),
)


@st.composite
def spoilt(draw: st.DrawFn, value: Any) -> Any:
    """The value, with something in it added, taken away or replaced, often for the worse."""
    if isinstance(value, dict) and draw(st.booleans()):
        return _spoilt_dict(draw, value)
    if isinstance(value, list) and value and draw(st.booleans()):
        index = draw(st.integers(0, len(value) - 1))
        return [
            *value[:index],
            *draw(st.sampled_from(([], [draw(spoilt(value[index]))]))),
            *value[index + 1 :],
        ]
    return draw(_odd)


def _spoilt_dict(draw: st.DrawFn, value: dict[str, Any]) -> dict[str, Any]:
    how = draw(st.sampled_from(["add", "drop", "change"]))
    if how == "add" or not value:
        return {**value, draw(texts): draw(_odd)}
    name = draw(st.sampled_from(sorted(value, key=repr)))
    if how == "drop":
        return {other: child for other, child in value.items() if other != name}
    return {**value, name: draw(spoilt(value[name]))}


_UNDECLARED = "undeclared "
_sound: st.SearchStrategy[Any] = values.filter(lambda value: value != set()).map(encode)
_wire: st.SearchStrategy[Any] = st.one_of(
    _sound,
    st.sampled_from(["1.0", "1e3", "nan", "Infinity", "1_0", " 1", "9" * 25, "0.1", "1.5", "-0"]).map(
        lambda text: {"N": text}
    ),
    st.just({"BOOL": "true"}),
    st.just({"NULL": "null"}),
    st.just({"B": "YQ"}),
    st.just({"S": "a", "N": "1"}),
    st.just({}),
)


@st.composite
def spoilt_wire(draw: st.DrawFn, item: dict[str, Any]) -> dict[str, Any]:
    """An item in wire form with an attribute, at any depth, added, taken away or replaced."""
    how = draw(st.sampled_from(["add", "drop", "change", "deeper"]))
    if how == "add" or not item:
        return {_UNDECLARED + draw(texts): draw(_sound), **item}  # what no schema has is not looked at
    name = draw(st.sampled_from(sorted(item)))
    if how == "drop":
        return {other: child for other, child in item.items() if other != name}
    if name.startswith(_UNDECLARED):
        return item
    inner = item[name].get("M")
    if how == "deeper" and inner:
        return {**item, name: {"M": draw(spoilt_wire(inner))}}
    return {**item, name: draw(_wire)}
