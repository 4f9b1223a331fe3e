"""Our answers are those that the reference gave, but for its faults."""

from pathlib import Path

import pytest

from tests.golden.actions import ASK
from tests.golden.runner import deliberate, read, run

CASES = Path(__file__).with_name("cases.jsonl.gz")


@pytest.mark.parametrize("action", sorted(ASK))
def test_all_recorded_cases(action: str) -> None:
    reasons = deliberate()
    outcomes = list(run(read(CASES, {action})))
    assert len(outcomes) > 100
    wrong = {o.name: o.mismatch for o in outcomes if o.mismatch is not None and o.name not in reasons}
    assert not wrong
    idle = {o.name for o in outcomes if o.mismatch is None and o.name in reasons}
    assert not idle, "these no longer differ: take them off the list"
