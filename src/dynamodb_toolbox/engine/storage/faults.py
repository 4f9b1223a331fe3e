"""What SQLite reports, as errors that say what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from dynamodb_toolbox.errors import EngineError

_NAMES: Final = {
    "SQLITE_NOTADB": ("engine.notADatabase", "it is not a database of this engine; choose another path"),
    "SQLITE_CORRUPT": ("engine.corrupt", "the file is damaged; restore it from a backup"),
    "SQLITE_READONLY": ("engine.readOnly", "it cannot be written; change its permissions or choose another"),
    "SQLITE_CANTOPEN": ("engine.cannotOpen", "it cannot be opened; check the path and its permissions"),
    "SQLITE_PERM": ("engine.cannotOpen", "it cannot be opened; check its permissions"),
    "SQLITE_FULL": ("engine.diskFull", "the disk is full; nothing was written; make room and try again"),
    "SQLITE_BUSY": ("engine.busy", "another process has held it locked for too long; try again"),
    "SQLITE_IOERR": ("engine.inputOutput", "the disk failed to read or write; check it"),
}


def explained(path: str, error: sqlite3.Error) -> EngineError:
    """Give the error to raise for what SQLite reports of the database at `path`."""
    name = getattr(error, "sqlite_errorname", "") or ""
    code, advice = _NAMES.get("_".join(name.split("_")[:2]), ("engine.failed", "SQLite refused"))
    return EngineError(code, f"Cannot use the database '{path}': {advice} ({error}).", path=path)


def unreadable(path: str, error: Exception) -> EngineError:
    """Give the error to raise where SQLite finds nothing wrong, and what is stored is no longer ours."""
    code, advice = _NAMES["SQLITE_CORRUPT"]
    return EngineError(code, f"Cannot use the database '{path}': {advice} ({error}).", path=path)


def moved(path: str) -> EngineError:
    """Build the error for a file that was removed, or replaced by another, while it was open."""
    advice = (
        "the file that was opened is no longer there: it was moved, deleted or replaced by another; "
        "put it back, or close this engine and open another"
    )
    return EngineError("engine.fileMoved", f"Cannot use the database '{path}': {advice}.", path=path)


def check_path(path: str) -> None:
    """Refuse a path at which no file can be.

    Raises:
        EngineError: It is a directory, or its folder does not exist.
    """
    place = Path(path)
    if place.is_dir():
        advice = "it is a directory; give the path of a file"
        raise EngineError("engine.isDirectory", f"Cannot use the database '{path}': {advice}.", path=path)
    if not place.absolute().parent.is_dir():
        advice = f"the folder '{place.absolute().parent}' does not exist; create it first"
        raise EngineError("engine.missingFolder", f"Cannot use the database '{path}': {advice}.", path=path)


def foreign(path: str) -> EngineError:
    """Build the error for a SQLite database that is not ours."""
    advice = "it belongs to another application; choose another path"
    return EngineError("engine.notADatabase", f"Cannot use the database '{path}': {advice}.", path=path)


def newer(path: str, version: int, known: int) -> EngineError:
    """Build the error for a file of a later version of the engine."""
    advice = f"its format is version {version} and this engine knows up to {known}; upgrade dynamodb-toolbox"
    return EngineError("engine.newerVersion", f"Cannot use the database '{path}': {advice}.", path=path)


def closed(path: str) -> EngineError:
    """Build the error for a call after `close()`."""
    return EngineError("engine.closed", f"The engine on '{path}' is closed; open another.", path=path)
