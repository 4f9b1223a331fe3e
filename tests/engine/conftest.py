"""An engine in memory with two tables: `plain` (key `id`) and `sorted` (key `id` and a number `at`)."""

from collections.abc import Iterator

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import create_table


@pytest.fixture
def engine() -> Iterator[Engine]:
    opened = Engine.open(None, clock=lambda: 1_700_000_000.5)
    create_table(opened, "plain", id="S")
    create_table(opened, "sorted", id="S", at="N")
    yield opened
    opened.close()
