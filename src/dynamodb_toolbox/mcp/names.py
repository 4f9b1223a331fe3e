"""Names of tools: within what clients take, and never two alike.

The protocol allows 128 of `A-Za-z0-9_.-`; the APIs of the models behind most clients, 64 of `A-Za-z0-9_-`.
Source: https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

MAX_NAME: Final = 64
_DIGEST: Final = 8

Words = tuple[str, ...]
"""The parts of a name, which tell it from all others."""


def distinct_names(names: Sequence[Words]) -> list[str]:
    """Give a name for each: its words joined, with a digest of them where that would not tell it apart.

    A name stays what it is as long as the tools beside it are not called alike.
    """
    plain = [re.sub(r"[^A-Za-z0-9_-]", "_", "".join(words)) for words in names]
    cut = Counter(name[:MAX_NAME] for name in plain)
    return [
        name if len(name) <= MAX_NAME and cut[name] == 1 else _with_digest(name, words)
        for name, words in zip(plain, names, strict=True)
    ]


def _with_digest(name: str, words: Words) -> str:
    digest = sha256("\0".join(words).encode()).hexdigest()[:_DIGEST]
    return f"{name[: MAX_NAME - _DIGEST - 1]}-{digest}"
