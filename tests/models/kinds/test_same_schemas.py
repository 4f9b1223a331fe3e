"""Whatever is declared, every kind of class says the same schema."""

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

import attrs
import msgspec
import pydantic
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import TypedDict

from dynamodb_toolbox import SchemaDTO, attr, key, prefix, schema_of
from tests.models.kinds.league import Region

SCALARS: list[Any] = [str, int, float, bool, bytes, Decimal, datetime, date, timedelta, UUID, Region]
LEAVES = st.sampled_from([*SCALARS, Literal["a", "b"], Literal[1, 2], int | Decimal])
ELEMENTS = st.sampled_from([str, int, bytes, Literal["a", "b"], UUID])
KEYS = st.sampled_from([str, Literal["a", "b"]])


def of(generic: Any, *more: Any) -> Callable[[Any], Any]:
    """Give what makes `list[X]` of `X`."""
    return lambda inner: generic[(inner, *more)]


def pair_of(generic: Any) -> Callable[[Any], Any]:
    return lambda inner: generic[inner]


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        inner.map(of(list)),
        inner.map(of(tuple, ...)),
        ELEMENTS.map(of(set)),
        ELEMENTS.map(of(frozenset)),
        st.tuples(KEYS, inner).map(pair_of(dict)),
        st.tuples(inner, inner).map(pair_of(tuple)),
    )


ANNOTATIONS = st.recursive(LEAVES, containers, max_leaves=4)
OPTIONS: list[dict[str, Any]] = [
    {},
    {"saved_as": "other"},
    {"title": "T", "description": "D"},
    {"link": lambda item: None},
]
# An attribute: its type, whether it may be absent, and what `attr` says of it.
ATTRIBUTES = st.one_of(
    st.tuples(ANNOTATIONS, st.just(False), st.sampled_from(OPTIONS)),
    st.tuples(ANNOTATIONS, st.just(True), st.sampled_from([*OPTIONS, {"hidden": True}])),
)


def said(kind: Any) -> Any:
    return json.dumps(schema_of(kind).build(SchemaDTO).to_json(), default=str)


def kinds_of(required: dict[str, Any], optional: dict[str, Any]) -> list[Any]:
    """Make a class of each kind."""
    make_model: Any = pydantic.create_model
    make_dict: Any = TypedDict
    make_struct: Any = msgspec.defstruct
    make_attribute: Any = attrs.field
    annotated: Any = Annotated
    not_required: Any = NotRequired
    nullable = {name: annotated[inner | None, option] for name, (inner, option) in optional.items()}
    fields = [(name, annotated[inner, option]) for name, (inner, option) in required.items()]
    absent = {name: not_required[annotated[inner, option]] for name, (inner, option) in optional.items()}
    return [
        dataclasses.make_dataclass(
            "Made", [*fields, *((name, it, dataclasses.field(default=None)) for name, it in nullable.items())]
        ),
        attrs.make_class(
            "Made",
            {name: make_attribute(type=it) for name, it in fields}
            | {name: make_attribute(type=it, default=None) for name, it in nullable.items()},
        ),
        make_struct("Made", [*fields, *((name, it, None) for name, it in nullable.items())]),
        make_model(
            "Made",
            **{name: (it, ...) for name, it in fields},
            **{name: (it, None) for name, it in nullable.items()},
        ),
        make_dict("Made", dict(fields) | absent),
    ]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), ATTRIBUTES, max_size=4))
def test_they_say_the_same(declared: dict[str, tuple[Any, bool, dict[str, Any]]]) -> None:
    required: dict[str, Any] = {"id": (str, key(transform=prefix("P")))}
    optional: dict[str, Any] = {}
    make: Any = attr
    for name, (annotation, may_be_absent, options) in declared.items():
        own = options | ({"saved_as": f"saved as {name}"} if "saved_as" in options else {})
        (optional if may_be_absent else required)[name] = (annotation, make(**own))
    first, *others = map(said, kinds_of(required, optional))
    assert others == [first] * 4


def test_libraries_are_loaded_only_where_one_of_their_classes_is_given() -> None:
    program = """
import sys
from dataclasses import dataclass
from typing import Annotated, TypedDict
from dynamodb_toolbox import Entity, PutItemCommand, Table, key
@dataclass
class Pokemon:
    id: Annotated[str, key()]
class PokemonDict(TypedDict):
    id: Annotated[str, key()]
table = Table(name="pokemons", partition_key={"name": "id", "type": "string"})
for kind in (Pokemon, PokemonDict):
    Entity(name="pokemon", table=table, schema=kind).build(PutItemCommand).item(kind(id="x")).params()
print(sorted({"pydantic", "attrs", "attr"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
