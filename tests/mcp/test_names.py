"""Names of tools: within limits, never two alike, stable."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.mcp.names import distinct_names

words = st.tuples(st.sampled_from(["get-", "put-"]), st.text(max_size=70), st.sampled_from(["-table", "-x"]))


@given(st.lists(words, unique=True, max_size=12))
def test_names_are_distinct_and_within_limits(names: list[tuple[str, ...]]) -> None:
    given_names = distinct_names(names)
    assert len(set(given_names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name) for name in given_names)


def test_a_name_that_fits_stays() -> None:
    assert distinct_names([("get-", "pokemon", "-item")]) == ["get-pokemon-item"]
    assert distinct_names([("a b/c",)]) == ["a_b_c"]


def test_long_names_are_cut_and_told_apart() -> None:
    first, second = distinct_names([("get-", "x" * 80, "-a"), ("get-", "x" * 80, "-b")])
    assert first[:55] == second[:55] == "get-" + "x" * 51
    assert first != second
    assert len(first) == len(second) == 64
    assert distinct_names([("get-", "x" * 80, "-b")]) == [second]


def test_names_that_would_be_alike_are_told_apart() -> None:
    alike = distinct_names([("get-", "a", "-from-", "b-from-c"), ("get-", "a-from-b", "-from-", "c")])
    assert len(set(alike)) == 2
    assert len(set(distinct_names([("a b",), ("a.b",), ("a_b",)]))) == 3
