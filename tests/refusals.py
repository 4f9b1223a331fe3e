"""How tests say that something is refused: by code, path and payload."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.values import same


@contextmanager
def refused(
    code: str, path: str | None = None, *, payload: Mapping[str, Any] | None = None
) -> Generator[pytest.ExceptionInfo[DynamoDBToolboxError], None, None]:
    """Expect a `DynamoDBToolboxError` with this code and path (and payload, where one is given)."""
    with pytest.raises(DynamoDBToolboxError) as caught:
        yield caught
    error = caught.value
    assert (error.code, error.path) == (code, path)
    if payload is not None:
        assert same(error.payload, payload), error.payload
