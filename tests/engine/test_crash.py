"""Writers are killed at random moments: what they were told is there, and nothing is half done.

The same by hand, for hundreds of kills: `python -m tests.engine.crash --kills 500`.
"""

import random
from pathlib import Path

from tests.engine.crash import crash


def test_killed_writers_lose_nothing_and_leave_nothing_half_done(tmp_path: Path) -> None:
    tally = crash(tmp_path, 9, 3, random.Random())
    assert tally.kills == 9
    assert tally.acknowledged > 0
    assert tally.records > 0
