"""The command `dynamodb-toolbox` (extra `cli`)."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command, or say which extra it needs."""
    try:
        from dynamodb_toolbox.cli.main import cli  # noqa: PLC0415  # only the extra brings click
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.exit("dynamodb-toolbox needs click: pip install 'dynamodb-toolbox[cli]'")
    cli(prog_name="dynamodb-toolbox")
