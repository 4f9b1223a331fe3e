"""Random WHERE clauses select what the same condition does as the filter of a scan."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.printer import print_condition
from tests.engine.partiql_support import create_pokemons, execute, numbers, wire

paths = {name: n.Path((name,)) for name in ("trainer", "nr", "level", "species")}
choices: dict[str, list[Any]] = {
    "trainer": ["ash", "gary", "z"],
    "nr": [1, 2, 3],
    "level": [5, 7, 42],
    "species": ["mew", "m", "eevee"],
}


@st.composite
def single_tests(draw: st.DrawFn) -> n.Condition:
    name = draw(st.sampled_from(sorted(paths)))
    path, one, two = (
        paths[name],
        *sorted(draw(st.lists(st.sampled_from(choices[name]), min_size=2, max_size=2))),
    )
    low, high = n.Value(one), n.Value(two)
    comparators: list[n.Comparator] = ["=", "=", "<>", "<", "<=", ">", ">="]
    comparator = draw(st.sampled_from(comparators))
    kinds: list[n.Condition] = [
        n.Comparison(comparator, path, low),
        n.Comparison(comparator, high, path),
        n.Between(path, low, high),
        n.In(path, (low, high)),
        n.AttributeExists(path),
        n.AttributeNotExists(path),
    ]
    if isinstance(one, str):
        kinds += [n.BeginsWith(path, low), n.Contains(path, low)]
    return draw(st.sampled_from(kinds))


conditions: st.SearchStrategy[n.Condition] = st.recursive(
    single_tests(),
    lambda inner: st.one_of(
        st.builds(n.Not, inner),
        st.builds(n.And, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(n.And, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(n.Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def written(node: n.Condition | n.Operand) -> str:
    """A condition as PartiQL."""
    match node:
        case n.Path(elements):
            return f'"{elements[0]}"'
        case n.Value(value):
            return f"'{value}'" if isinstance(value, str) else str(value)
        case n.Not(condition):
            return f"NOT ({written(condition)})"
        case n.And(conditions):
            return " AND ".join(f"({written(c)})" for c in conditions)
        case n.Or(conditions):
            return " OR ".join(f"({written(c)})" for c in conditions)
        case _:
            return written_test(node)


def written_test(node: n.Condition | n.Operand) -> str:
    match node:
        case n.Comparison(comparator, left, right):
            return f"{written(left)} {comparator} {written(right)}"
        case n.Between(operand, low, high):
            return f"{written(operand)} BETWEEN {written(low)} AND {written(high)}"
        case n.In(operand, options):
            return f"{written(operand)} IN [{', '.join(map(written, options))}]"
        case n.AttributeExists(path) | n.AttributeNotExists(path):
            return f"{written(path)} IS {'NOT ' * isinstance(node, n.AttributeExists)}MISSING"
        case n.BeginsWith(first, second) | n.Contains(first, second):
            name = "begins_with" if isinstance(node, n.BeginsWith) else "contains"
            return f"{name}({written(first)}, {written(second)})"
        case _:
            raise AssertionError(node)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    create_pokemons(engine)
    yield engine
    engine.close()


def filtered(engine: Engine, condition: n.Condition, **source: str) -> list[str]:
    printed = print_condition(condition)
    values = {name: wire(value) for name, value in printed.values.items()}
    request: dict[str, Any] = {"TableName": "pokemons", "FilterExpression": printed.text, **source}
    request["ExpressionAttributeNames"] = printed.names
    if values:
        request["ExpressionAttributeValues"] = values
    items = engine.call("Scan", request)["Items"]
    return sorted(f"{item['trainer']['S']} {item['nr']['N']}" for item in items)


@given(condition=conditions)
def test_where_selects_what_a_filter_does(engine: Engine, condition: n.Condition) -> None:
    for source, index in (("pokemons", {}), ('pokemons."by-species"', {"IndexName": "by-species"})):
        found = numbers(engine, f"SELECT * FROM {source} WHERE {written(condition)}")
        assert sorted(found) == filtered(engine, condition, **index)


@given(condition=conditions, limit=st.integers(1, 3))
def test_pages_are_the_whole(engine: Engine, condition: n.Condition, limit: int) -> None:
    statement = f"SELECT * FROM pokemons WHERE {written(condition)}"
    whole = execute(engine, statement)["Items"]
    found: list[Any] = []
    settings: dict[str, str] = {}
    while True:
        page = execute(engine, statement, Limit=limit, **settings)
        found += page["Items"]
        if "NextToken" not in page:
            break
        settings = {"NextToken": page["NextToken"]}
    assert found == whole
