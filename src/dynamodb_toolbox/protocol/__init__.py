"""The floor on which those who describe data and those who move it meet: a call out, a reply in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

adopt: Callable[[Any], Any]
"""Makes a client of ours around one of another library; it is on floors above, and the package sets it."""
