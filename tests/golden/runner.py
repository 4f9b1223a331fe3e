"""Asks every case of a file, and tells which answers differ."""

import gzip
import json
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dynamodb_toolbox.errors import DynamoDBToolboxError
from tests.golden.actions import ASK, entity_of, options_of
from tests.golden.differences import reason
from tests.golden.values import equal, untag

NOW = 1_767_323_045_678  # milliseconds: the clock of the recordings, 2026-01-02T03:04:05.678Z


@dataclass(frozen=True)
class Outcome:
    """What became of one case: no `mismatch` where our answer is the recorded one.

    Where the mismatch is deliberate, `reason` says which fault of the reference it mends.
    """

    case: dict[str, Any]
    mismatch: str | None = None
    reason: str | None = None

    @property
    def name(self) -> str:
        """The name of the case."""
        return str(self.case["id"])


def read(path: Path, only: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """Give the cases of a file, plain or gzipped; of these actions only, where any are given."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if not only or case["action"] in only:
                yield case


def run(cases: Iterable[dict[str, Any]]) -> Iterator[Outcome]:
    """Ask each case."""
    with patch.object(time, "time_ns", lambda: NOW * 1_000_000):
        for case in cases:
            yield ask(case)


def ask(case: dict[str, Any]) -> Outcome:
    """Ask one case."""
    expected = _expected(case)
    try:
        received = _answer(case)
    except DynamoDBToolboxError as error:
        received = {"error": {"code": error.code, "path": error.path}}
    except Exception as error:  # noqa: BLE001  # one case that crashes must not hide the others
        return Outcome(case, f"crashed with {error!r}")
    if equal(expected, received):
        return Outcome(case)
    mismatch = f"expected {_short(expected)}; got {_short(received)}"
    return Outcome(case, mismatch, reason(case, expected, received))


def _expected(case: dict[str, Any]) -> dict[str, Any]:
    return {name: untag(case[name]) for name in ("expect", "toolboxItem", "error") if name in case}


def _answer(case: dict[str, Any]) -> dict[str, Any]:
    entity = entity_of(case["entity"])
    if case["action"] == "entity":
        return {}  # it was to be refused
    return ASK[case["action"]](entity, untag(case.get("input")), options_of(untag(case.get("options"))))


def _short(answer: Any) -> str:
    text = json.dumps(answer, default=repr, ensure_ascii=False)
    return text if len(text) <= 400 else f"{text[:400]}…"
