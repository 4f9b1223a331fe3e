"""Equality by value and by type, all the way down, and in the same order."""

from typing import Any


def exactly(left: Any, right: Any) -> None:
    """Assert that two values are the same to the last bit."""
    assert type(left) is type(right), (left, right)
    if isinstance(left, dict):
        assert list(left) == list(right)
        for name in left:
            exactly(left[name], right[name])
    elif isinstance(left, (list, tuple)):
        assert len(left) == len(right)
        for one, other in zip(left, right, strict=True):
            exactly(one, other)
    elif isinstance(left, set):
        assert sorted(map(repr, left)) == sorted(map(repr, right))
    else:
        assert repr(left) == repr(right)
