"""Types hold: right programs pass, and each marked line of the wrong ones is reported, and no other.

`right/` and `models.py` are programs as users write them, with `assert_type`; `wrong/` are mistakes, each in
one line marked `# error`. mypy --strict and pyright strict see them all. What ty and pyrefly miss is listed
here, exactly, so that the list stays true when they learn.
"""

from pathlib import Path

import pytest

from tests.typing import checkers

JOINED = {
    # The type of a value and that of a class are joined, where the class alone should count.
    "put.options(condition=Pokemon.first_form.eq(3))",
    'put.options(condition=Pokemon.capture_state.as_(Wild).eq(Evolution(to="x")))',
    "update.set(Pokemon.first_form.set(3))",
    "update.set(Pokemon.first_form.set(Wild()))",
}
MISSED = {
    "mypy": set[str](),
    "pyright": set[str](),
    "ty": JOINED
    | {
        # Keywords said by a TypedDict (`Unpack`) are not checked,
        "put.options(conditions=Pokemon.level > 3)",
        'get.options(attribute=["level"])',
        "h: Attr[str] = attr(nope=True)",
        'Entity(name="x", table=table, schema=Good, timestamp=False)',
        'Entity(name="x", table=table, schema=Pokemon, key="pokemon_id")',
        # nor is what a function takes, where it takes more than the field has.
        "d: Attr[int] = attr(default=1, validate=len)",
    },
    "pyrefly": JOINED,
}
REFUSED_THOUGH_RIGHT = {
    "mypy": set[str](),
    "pyright": set[str](),
    "ty": {
        "assert_type(execute_transact_get(*[read, read]).items, tuple[Pokemon | None, ...])"
    },  # not inferred
    "pyrefly": set[str](),
}


def test_there_are_mistakes_of_each_kind() -> None:
    count = {program.name: 0 for program in checkers.WRONG}
    for name, _ in checkers.marked():
        count[name] += 1
    assert sum(count.values()) >= 80
    assert min(count.values()) >= 9
    lines = [checkers.text_of(line) for line in checkers.marked()]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("name", checkers.CHECKERS)
def test_each_marked_line_is_reported_and_no_other(name: str, tmp_path: Path) -> None:
    marked = checkers.marked()
    reported = checkers.CHECKERS[name](tmp_path)
    assert {checkers.text_of(line) for line in marked - reported} == MISSED[name]
    assert {checkers.text_of(line) for line in reported - marked} == REFUSED_THOUGH_RIGHT[name]
