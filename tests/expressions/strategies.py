"""Random expression trees that the service would take, their values in wire form."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import assume
from hypothesis import strategies as st

from dynamodb_toolbox.expressions import nodes as n

A = TypeVar("A", n.SetAction, n.RemoveAction, n.AddAction, n.DeleteAction)

names = st.one_of(st.sampled_from(["a", "status", "#a", "a.b", ":v", "AND", "é", "0"]), st.text(min_size=1))
paths = st.builds(
    lambda head, tail: n.Path((head, *tail)),
    names,
    st.lists(st.one_of(names, st.integers(min_value=0, max_value=2**31 - 1)), max_size=3),
)
scalars = st.sampled_from([n.Value({"S": "a"}), n.Value({"N": "1"}), n.Value({"B": "YQ=="})])
values = st.one_of(
    scalars, st.sampled_from([n.Value({"BOOL": True}), n.Value({"L": []}), n.Value({"M": {}})])
)
sizes = st.builds(n.Size, st.one_of(paths, st.sampled_from([n.Value({"S": "a"}), n.Value({"L": []})])))
operands: st.SearchStrategy[n.Operand] = st.one_of(paths, values, sizes)
ordered: st.SearchStrategy[n.Operand] = st.one_of(paths, scalars, sizes)
prefixes: st.SearchStrategy[n.Operand] = st.one_of(paths, st.just(n.Value({"S": "a"})))


@st.composite
def _distinct(draw: st.DrawFn, kind: st.SearchStrategy[n.Operand], count: int) -> list[n.Operand]:
    """Operands of which the first, where it is a path, does not come again."""
    first, *others = [draw(kind) for _ in range(count)]
    assume(not isinstance(first, n.Path) or first not in others)
    return [first, *others]


@st.composite
def _between(draw: st.DrawFn) -> n.Between:
    operand, low, high = draw(_distinct(ordered, 3))
    if isinstance(low, n.Value) and isinstance(high, n.Value):
        high = low
    return n.Between(operand, low, high)


tests: st.SearchStrategy[n.Condition] = st.one_of(
    st.builds(
        lambda comparator, pair: n.Comparison(comparator, *pair),
        st.sampled_from(["=", "<>"]),
        _distinct(operands, 2),
    ),
    st.builds(
        lambda comparator, pair: n.Comparison(comparator, *pair),
        st.sampled_from(["<", "<=", ">", ">="]),
        _distinct(ordered, 2),
    ),
    _between(),
    st.builds(lambda all_: n.In(all_[0], tuple(all_[1:])), _distinct(operands, 4)),
    st.builds(n.AttributeExists, paths),
    st.builds(n.AttributeNotExists, paths),
    st.builds(n.AttributeType, operands, st.just(n.Value({"S": "SS"}))),
    st.builds(lambda pair: n.BeginsWith(*pair), _distinct(prefixes, 2)),
    st.builds(lambda pair: n.Contains(*pair), _distinct(operands, 2)),
)
conditions: st.SearchStrategy[n.Condition] = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(n.Not, inner),
        st.builds(n.And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(n.Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


def _meet(one: n.Path, two: n.Path) -> bool:
    """Tell whether two paths overlap or conflict."""
    for left, right in zip(one.elements, two.elements, strict=False):
        if type(left) is not type(right):
            return True
        if left != right:
            return False
    return True


def _apart(found: list[n.Path]) -> list[n.Path]:
    kept: list[n.Path] = []
    for path in found:
        if not any(_meet(path, other) for other in kept):
            kept.append(path)
    return kept


distinct_paths = st.lists(paths, min_size=1, max_size=8).map(_apart)
projections = distinct_paths.map(lambda found: n.Projection(tuple(found)))

update_operands: st.SearchStrategy[n.UpdateOperand] = st.recursive(
    st.one_of(paths, values), lambda inner: st.builds(n.IfNotExists, paths, inner), max_leaves=3
)
numbers: st.SearchStrategy[n.UpdateOperand] = st.one_of(
    paths, st.just(n.Value({"N": "1"})), st.builds(n.IfNotExists, paths, st.just(n.Value({"N": "1"})))
)
lists: st.SearchStrategy[n.UpdateOperand] = st.one_of(
    paths, st.just(n.Value({"L": []})), st.builds(n.IfNotExists, paths, st.just(n.Value({"L": []})))
)
set_values: st.SearchStrategy[n.SetValue] = st.one_of(
    update_operands,
    st.builds(n.Plus, numbers, numbers),
    st.builds(n.Minus, numbers, numbers),
    st.builds(n.ListAppend, lists, lists),
)


@st.composite
def updates(draw: st.DrawFn) -> n.Update:
    """An update whose paths keep apart, dealt out to the four clauses."""
    found = draw(distinct_paths)
    clauses = [draw(st.integers(min_value=0, max_value=3)) for _ in found]

    def clause(number: int, action: Callable[[n.Path], A]) -> tuple[A, ...]:
        return tuple(action(path) for path, chosen in zip(found, clauses, strict=True) if chosen == number)

    return n.Update(
        clause(0, lambda path: n.SetAction(path, draw(set_values))),
        clause(1, n.RemoveAction),
        clause(2, lambda path: n.AddAction(path, draw(st.sampled_from([n.Value({"N": "1"})])))),
        clause(3, lambda path: n.DeleteAction(path, n.Value({"SS": ["a"]}))),
    )
