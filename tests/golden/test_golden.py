"""Our answers are those that the reference gave, but for its faults."""

from pathlib import Path

import pytest

from tests.golden.actions import ASK
from tests.golden.differences import named
from tests.golden.runner import read, run

CASES = Path(__file__).with_name("cases.jsonl.gz")


@pytest.mark.parametrize("action", sorted(ASK))
def test_all_recorded_cases(action: str) -> None:
    outcomes = list(run(read(CASES, {action})))
    assert len(outcomes) > 100
    assert not {o.name: o.mismatch for o in outcomes if o.mismatch is not None and o.reason is None}
    deliberate = {o.name: o.reason for o in outcomes if o.reason is not None}
    names = {o.name for o in outcomes}
    assert deliberate == {name: reason for name, reason in named().items() if name in names}
