"""Tags of tables.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.validation import Constraints, require_struct, text_of
from dynamodb_toolbox.errors import AccessDeniedException, ResourceNotFoundException, ValidationException
from dynamodb_toolbox.limits import MAX_TAG_KEY, MAX_TAG_VALUE, MAX_TAGS

_INVALID: Final = "One or more parameter values were invalid: "


def table_of_request(request: dict[str, Any]) -> str:
    """Give the table that the ResourceArn of a request names.

    Raises:
        ValidationException: It is missing, or no ARN of a table.
        SerializationException: It is no string.
    """
    arn = text_of(request, "ResourceArn")
    if arn is None:
        raise ValidationException("Invalid TableArn")
    if not arn.startswith("arn:"):
        raise ValidationException(f"{_INVALID}ARNs must start with 'arn:': {arn}")
    table = arns.table_of(arn)
    if table is None:
        raise ValidationException(f"Invalid TableArn: Invalid ResourceArn provided as input {arn}")
    return table


def find_tagged(context: Context, connection: sqlite3.Connection, name: str, arn: str) -> Table:
    """Give the table whose tags are to change.

    Raises:
        ResourceNotFoundException: There is no such table.
    """
    table = context.catalog.find(connection, name)
    if table is None:
        raise ResourceNotFoundException(f"Requested resource not found: ResourcArn: {arn} not found")
    return table


def denied(operation: str, arn: str) -> AccessDeniedException:
    """Build the refusal to tell of a thing that is not there."""
    return AccessDeniedException(
        f"User: arn:aws:iam::{arns.ACCOUNT}:root is not authorized to perform: "
        f"dynamodb:{operation} on resource: {arn}"
    )


def note_tags(constraints: Constraints, tags: Sequence[Any], place: str) -> None:
    """Note what tags break by themselves.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    for number, tag in enumerate(tags, 1):
        require_struct(tag)
        for name, least, most in (("Key", 1, MAX_TAG_KEY), ("Value", 0, MAX_TAG_VALUE)):
            where = f"{place}.{number}.member.{name.lower()}"
            text = text_of(tag, name)
            if text is None:
                constraints.require(text, where)
            else:
                constraints.length(text, where, least, most)


def with_tags(known: Sequence[dict[str, str]], given: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Give tags with others added; a key has one value, the one given last.

    Raises:
        ValidationException: They are too many, a key is given twice, or begins with `aws:`.
    """
    keys: set[str] = set()
    for tag in given:
        key = tag["Key"]
        if key.lower().startswith("aws:"):
            raise ValidationException(f"Tag Key cannot be prefixed with aws:, Key: {key}")
        if key in keys:
            raise ValidationException(f"Duplicate Tag Keys provided as input: Duplicate Tag Key found {key}")
        keys.add(key)
    values = {tag["Key"]: tag["Value"] for tag in (*known, *given)}
    if len(values) > MAX_TAGS:
        raise ValidationException("Number of Tags exceed the current limit for the provided ResourceArn")
    return [{"Key": key, "Value": value} for key, value in values.items()]


def without_tags(known: Sequence[dict[str, str]], keys: Sequence[str]) -> list[dict[str, str]]:
    """Give tags without some."""
    return [tag for tag in known if tag["Key"] not in keys]
