"""Tables as lines for the AWS CLI.

Commands: https://docs.aws.amazon.com/cli/latest/reference/dynamodb/create-table.html
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

from dynamodb_toolbox.commands.create_table import CreateTableCommand
from dynamodb_toolbox.commands.table_setup import point_in_time_recovery_request, time_to_live_request
from dynamodb_toolbox.exports.naming import named
from dynamodb_toolbox.table import Table


def to_aws_cli(*tables: Table) -> str:
    """Give shell lines that create the tables: `aws dynamodb create-table …`, one line for each command.

    A table with a time to live or point-in-time recovery has further lines, which wait for it and set them.

    Raises:
        DynamoDBToolboxError: `table.missingTableName`, `table.invalidName` or `table.duplicateName`.
    """
    return "".join(f"{line}\n" for name, table in named(tables).items() for line in _lines(name, table))


def _lines(name: str, table: Table) -> Iterator[str]:
    settings = table.settings
    yield _line("create-table", table.build(CreateTableCommand).params())
    later: list[str] = []
    if "time_to_live" in settings:
        later.append(_line("update-time-to-live", time_to_live_request(name, settings["time_to_live"])))
    if settings.get("point_in_time_recovery"):
        later.append(_line("update-continuous-backups", point_in_time_recovery_request(name)))
    if later:
        yield _line("wait table-exists", {"TableName": name})
        yield from later


def _line(command: str, request: dict[str, Any]) -> str:
    words = ["aws", "dynamodb", *command.split()]
    for field, value in request.items():
        words += _words(_option(field), value)
    return shlex.join(words)


def _words(option: str, value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield f"--{option}" if value else f"--no-{option}"
    elif isinstance(value, str) and value.startswith("-"):
        yield f"--{option}={value}"
    else:
        yield f"--{option}"
        yield (
            value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        )


def _option(field: str) -> str:
    """Give the option for a field of a request: `SSESpecification` is `sse-specification`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", field).lower()
