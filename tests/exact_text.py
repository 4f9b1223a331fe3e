"""Numbers that JSON has as text, because its readers would round them."""

from typing import Any

from dynamodb_toolbox.schema.json_values import to_json
from dynamodb_toolbox.values import is_number


def has_exact_text(value: Any) -> bool:
    """Tell whether a value is, or holds, a number that is text in JSON, whatever its schema says."""
    if isinstance(value, dict):
        return any(map(has_exact_text, value.values()))
    if isinstance(value, (list, set)):
        return any(map(has_exact_text, value))
    return is_number(value) and isinstance(to_json(value), str)
