"""`module:name` on the command line → the object of the user's code."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click


def load(target: str, *kinds: type) -> dict[str, Any]:
    """Give the objects of `kinds` that `target` names, by name.

    Args:
        target: `app.models:table` for one object; `app.models` for all of the module.
        kinds: What may be named.

    Raises:
        click.BadParameter: There is no such module or name, or it is of another kind.
    """
    module_name, _, name = target.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        module = import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module_name}.".startswith(f"{error.name}."):
            raise
        raise click.BadParameter(f"There is no module '{error.name}' here.") from None
    finally:
        sys.path.pop(0)
    found = vars(module) if not name else {name: getattr(module, name, None)}
    chosen = {key: value for key, value in found.items() if isinstance(value, kinds)}
    if not chosen:
        expected = " or ".join(kind.__name__ for kind in kinds)
        raise click.BadParameter(f"Expected a {expected} at '{target}'; found none.")
    return chosen
