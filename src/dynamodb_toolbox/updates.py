"""The update language under one module: `from dynamodb_toolbox import updates`, `updates.add(1)`.

See `docs/updates.md`. The same names are in `dynamodb_toolbox` itself.
"""

from dynamodb_toolbox.schema.update.actions import (
    Add,
    Append,
    Delete,
    Get,
    Prepend,
    Remove,
    Set,
    Subtract,
    Sum,
    UpdateAction,
    add,
    append,
    delete,
    get,
    prepend,
    remove,
    set_,
    subtract,
    sum_,
)

__all__ = [
    "Add",
    "Append",
    "Delete",
    "Get",
    "Prepend",
    "Remove",
    "Set",
    "Subtract",
    "Sum",
    "UpdateAction",
    "add",
    "append",
    "delete",
    "get",
    "prepend",
    "remove",
    "set_",
    "subtract",
    "sum_",
]
