"""What a model is given: items and what is told beside them, as JSON."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.models.plain import plain
from dynamodb_toolbox.schema.json_values import to_json


def shown(item: Any) -> Any:
    """Give a formatted item, or an instance of its entity's class, as JSON."""
    return to_json(plain(item))


def reported(**reports: Any) -> dict[str, Any]:
    """Give what was asked to be reported, such as `consumed_capacity`."""
    return {name: to_json(report) for name, report in reports.items() if report is not None}
