"""TLS contexts: made once for each set of authorities, as reading them costs more than many requests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import ssl

Verify: TypeAlias = "str | ssl.SSLContext | None"
"""A file or folder of authorities, a context of yours, or `None` for those of the system."""


def context_of(verify: Verify) -> Any:
    """Give the `ssl.SSLContext` for what the user said; who connects without TLS never asks for one."""
    return _context(verify) if verify is None or isinstance(verify, str) else verify


@cache
def _context(authorities: str | None) -> Any:
    import os  # noqa: PLC0415
    import ssl  # noqa: PLC0415  # 25 ms, and 40 more for the authorities

    folder = authorities is not None and os.path.isdir(authorities)  # noqa: PTH112  # pathlib costs more to load
    context = (
        ssl.create_default_context(capath=authorities)
        if folder
        else ssl.create_default_context(cafile=authorities)
    )
    context.set_alpn_protocols(["http/1.1"])
    return context
