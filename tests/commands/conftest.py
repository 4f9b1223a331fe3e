"""What the tests of commands share: a clock that stands still."""

import time

import pytest

NOW = "2026-01-02T03:04:05.678Z"
"""What the clock says."""


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_767_323_045_678 * 1_000_000)
