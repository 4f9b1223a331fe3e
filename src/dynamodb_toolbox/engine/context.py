"""What every operation is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from dynamodb_toolbox.engine.storage.catalog import Catalog
from dynamodb_toolbox.engine.storage.database import Database
from dynamodb_toolbox.protocol.calls import Reply


@dataclass(frozen=True, slots=True)
class Context:
    """The database, its catalog, and the clock (seconds since 1970)."""

    database: Database
    clock: Callable[[], float]
    catalog: Catalog = field(default_factory=Catalog)


Operation: TypeAlias = Callable[[Context, dict[str, Any]], Reply]
"""Answers one request, or raises a `ServiceError`."""
