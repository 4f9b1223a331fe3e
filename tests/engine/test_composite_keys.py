"""Keys of several parts sort part by part, and spans hold exactly the keys that they say."""

from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.engine.composite_keys import Spans, joined

parts = st.binary(min_size=1, max_size=3) | st.lists(
    st.sampled_from([b"\x00", b"\x01", b"\x02", b"\xff", b"a"]), min_size=1, max_size=4
).map(b"".join)
keys = st.tuples(parts, parts, parts)


@given(keys, keys)
def test_keys_sort_part_by_part(left: tuple[bytes, ...], right: tuple[bytes, ...]) -> None:
    assert (left < right) == (joined(left, of=3) < joined(right, of=3))
    assert (left == right) == (joined(left, of=3) == joined(right, of=3))


@given(
    keys, parts, parts, st.sampled_from(["=", "<", "<=", ">", ">=", "BETWEEN", "begins_with"]), st.booleans()
)
def test_spans_hold_what_they_say(
    key: tuple[bytes, ...], value: bytes, other: bytes, operator: str, single: bool
) -> None:
    first, part, _ = key
    low, high = sorted((value, other))
    spans = Spans([], of=1) if single else Spans([first], of=3)
    holds = {
        "=": (spans.equal(value), part == value),
        "BETWEEN": (spans.between(low, high), low <= part <= high),
        "begins_with": (spans.beginning(value), part.startswith(value)),
        "<": (spans.compared("<", value), part < value),
        "<=": (spans.compared("<=", value), part <= value),
        ">": (spans.compared(">", value), part > value),
        ">=": (spans.compared(">=", value), part >= value),
    }
    span, expected = holds[operator]
    assert span.contains(part if single else joined(key, of=3)) == expected


@given(keys, parts)
def test_a_span_of_some_parts_holds_the_keys_that_start_with_them(
    key: tuple[bytes, ...], first: bytes
) -> None:
    assert Spans([first], of=3).all().contains(joined(key, of=3)) == (key[0] == first)
    assert Spans(key, of=3).all().contains(joined(key, of=3))
    assert Spans([], of=3).all().contains(joined(key, of=3))
