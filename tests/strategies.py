"""Random values, and random schemas each with a valid input."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

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
