"""Failures of commands whose exit code 1 means something else: they leave with 2, and say what failed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import click

from dynamodb_toolbox.errors import DynamoDBToolboxError, ServiceError


class Failure(click.ClickException):
    """Says what failed, and leaves with the exit code 2."""

    exit_code = 2


@contextmanager
def failing() -> Generator[None]:
    """Turn errors of ours and of the service into failures.

    Raises:
        Failure: Something failed.
    """
    try:
        yield
    except ServiceError as error:
        raise Failure(f"{error.name}: {error.message}") from error
    except DynamoDBToolboxError as error:
        raise Failure(str(error)) from error
