"""Paths as text ↔ tuples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.expressions.paths import format_path, parse_path
from dynamodb_toolbox.values import Place
from tests.refusals import refused

odd_names = st.text(alphabet=st.sampled_from("ab.[]'\\ #0é"), max_size=6)
places = st.lists(st.one_of(st.text(max_size=6), odd_names, st.integers(min_value=0)), max_size=5).map(tuple)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", ()),
        ("a", ("a",)),
        ("a.b", ("a", "b")),
        ("list[0]", ("list", 0)),
        ("list[01]", ("list", 1)),
        ("tuple[1].x", ("tuple", 1, "x")),
        ("[0][1]", (0, 1)),
        ("['any.thing']", ("any.thing",)),
        ("a['b.c'][0]", ("a", "b.c", 0)),
        ("a['b'].c", ("a", "b", "c")),
        ("['a'].b", ("a", "b")),
        (r"['it\'s']", ("it's",)),
        (r"['a\\b']", ("a\\b",)),
        (r"['a\b']", ("a\\b",)),
        ("['']", ("",)),
        ("_#@-9", ("_#@-9",)),
        ("a.0", ("a", "0")),
    ],
)
def test_a_path_is_read(text: str, place: Place) -> None:
    assert parse_path(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("foo bar", ("foo bar",)),
        ("rec.user:1", ("rec", "user:1")),
        ("naïve", ("naïve",)),
        ("$a", ("$a",)),
        ("a/b", ("a/b",)),
        ("rec.hello!", ("rec", "hello!")),
    ],
)
def test_a_name_may_hold_any_character_and_none_is_skipped(text: str, place: Place) -> None:
    assert parse_path(text) == place


@pytest.mark.parametrize(
    "text",
    [
        ".",
        ".foo",
        "foo.",
        "foo..bar",
        "map.[",
        "]",
        "foo[",
        "foo[1",
        "foo[bar",
        "foo[bar]",
        "foo[]",
        "foo[-1]",
        "foo[1.5]",
        "foo[ 1]",
        "foo[٣]",
        'foo["x"]',
        "foo[0]bar",
        "foo['x']bar",
        "foo.['x']",
        "foo.[0]",
        "foo['x'",
        "foo['x]",
        r"foo['x\']",
    ],
)
def test_a_malformed_path_is_refused(text: str) -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": text}):
        parse_path(text)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((), ""),
        (("x", 0, "y.z"), "x[0]['y.z']"),
        ((0, "a"), "[0].a"),
        (("a b", "c$d"), "a b.c$d"),
        (("a[0]",), "['a[0]']"),
        (("it's",), r"['it\'s']"),
        (("a", ""), "a['']"),
    ],
)
def test_a_path_is_written(place: Place, text: str) -> None:
    assert format_path(place) == text


@given(places)
def test_what_is_written_reads_back(place: Place) -> None:
    assert parse_path(format_path(place)) == place


@given(st.text(alphabet=st.sampled_from("ab.[]'\\01"), max_size=8))
def test_what_is_read_is_written_so_that_it_reads_back(text: str) -> None:
    with_quotes = text.replace("\\", "\\\\").replace("'", "\\'")
    place = parse_path(f"['{with_quotes}']")
    assert place == (text,)
    assert parse_path(format_path(place)) == place
