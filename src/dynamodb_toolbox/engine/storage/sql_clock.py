"""The clock as SQL knows it."""

from typing import Final

NOW: Final = "engine_now"
"""Our own SQL function: the seconds since 1970, by the clock that the engine was given."""
