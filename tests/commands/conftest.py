"""What the tests of commands share: a clock that stands still, and a table of two entities."""

import time

import pytest

from dynamodb_toolbox import Client
from tests.commands.league import League, make_league

NOW = "2026-01-02T03:04:05.678Z"
"""What the clock says."""


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_767_323_045_678 * 1_000_000)


@pytest.fixture
def league(client: Client) -> League:
    """A table with two entities, still empty."""
    return make_league(client)
