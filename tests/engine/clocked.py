"""An engine whose clock a test turns."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from dynamodb_toolbox.engine.engine import Engine

NOON = 1_700_000_000.25


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now

    def turn(self, *, hours: float = 0, seconds: float = 0) -> None:
        self.now += hours * 3600 + seconds


@contextmanager
def clocked_engine(path: Path | None = None) -> Generator[tuple[Engine, Clock]]:
    clock = Clock()
    engine = Engine.open(path, synchronous="OFF", clock=clock)
    try:
        yield engine, clock
    finally:
        engine.close()
