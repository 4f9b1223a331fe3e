"""Names of tables and indexes.

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.limits import MAX_TABLE_ARN, MAX_TABLE_NAME

_ALLOWED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")


def check_name(code: str, path: str, name: Any, what: str) -> None:
    """Check the name of a table (or its ARN, which requests take as well) or of an index.

    A name has 3 characters at least on AWS; shorter ones are left to whoever answers.

    Raises:
        DynamoDBToolboxError: With the code given.
    """
    if isinstance(name, str):
        is_arn = what == "table" and name.startswith("arn:") and len(name) <= MAX_TABLE_ARN
        if is_arn or (0 < len(name) <= MAX_TABLE_NAME and _ALLOWED.issuperset(name)):
            return
    raise DynamoDBToolboxError(
        code,
        f"Invalid name of {'an' if what == 'index' else 'a'} {what}: expected 1 to {MAX_TABLE_NAME} "
        f"characters of a-z, A-Z, 0-9, '_', '-', '.'; got {name!r}.",
        path=path,
        payload={"received": name},
    )
