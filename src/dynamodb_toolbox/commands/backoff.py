"""How long to wait before trying again: exponential backoff with full jitter.

Source: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
"""

from __future__ import annotations

from typing import Final

_BASE: Final = 0.05  # seconds
_LONGEST: Final = 5.0


def backoff(attempt: int) -> float:
    """Give the seconds to wait before the repetition of that number: at random, up to a growing bound."""
    from random import random  # noqa: PLC0415  # most requests are never repeated

    longest: float = min(_LONGEST, _BASE * 2**attempt)
    return random() * longest  # noqa: S311  # spreads load, keeps no secret
