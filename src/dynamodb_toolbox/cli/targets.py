"""`module:name` on the command line → the object of the user's code."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from dynamodb_toolbox.cli.failing import Failure


def load(target: str, *kinds: type) -> dict[str, Any]:
    """Give the objects of `kinds` that `target` names, by name.

    Args:
        target: `app.models:table` for one object; `app.models` for all of the module.
        kinds: What may be named.

    Raises:
        click.BadParameter: There is no such module or name, or it is of another kind.
        Failure: The module cannot be imported.
    """
    module_name, _, name = target.partition(":")
    if not all(part.isidentifier() for part in module_name.split(".")) or module_name.endswith(".py"):
        raise click.BadParameter(
            f"Expected a module as an import names it, such as app.models:table; got '{target}'."
        )
    module = _imported(module_name)
    found = vars(module) if not name else {name: getattr(module, name, None)}
    chosen = {key: value for key, value in found.items() if isinstance(value, kinds)}
    if not chosen:
        expected = " or ".join(kind.__name__ for kind in kinds)
        raise click.BadParameter(f"Expected a {expected} at '{target}'; found none.")
    return chosen


def _imported(name: str) -> ModuleType:
    """Import a module of the user's, from the folder where the command is run or any that Python knows."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and f"{name}.".startswith(f"{error.name}."):
            raise click.BadParameter(f"There is no module '{error.name}' here.") from None
        raise _cannot_import(name, error) from error
    except (Exception, SystemExit) as error:  # whatever the user's module raises
        raise _cannot_import(name, error) from error
    finally:
        sys.path.pop(0)


def _cannot_import(name: str, error: BaseException) -> Failure:
    return Failure(f"Cannot import '{name}': {type(error).__name__}: {error}")
