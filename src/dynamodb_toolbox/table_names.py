"""Names of tables and indexes.

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
"""

from __future__ import annotations

import re
from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.limits import MAX_TABLE_ARN, MAX_TABLE_NAME

_NAME: Final = re.compile(rf"[A-Za-z0-9_.-]{{1,{MAX_TABLE_NAME}}}")


def check_name(code: str, path: str, name: Any, what: str) -> None:
    """Check the name of a table (or its ARN, which requests take as well) or of an index.

    A name has 3 characters at least on AWS; shorter ones are left to whoever answers.

    Raises:
        DynamoDBToolboxError: With the code given.
    """
    if isinstance(name, str):
        is_arn = what == "table" and name.startswith("arn:") and len(name) <= MAX_TABLE_ARN
        if is_arn or _NAME.fullmatch(name):
            return
    raise DynamoDBToolboxError(
        code,
        f"Invalid name of {'an' if what == 'index' else 'a'} {what}: expected 1 to {MAX_TABLE_NAME} "
        f"characters of a-z, A-Z, 0-9, '_', '-', '.'; got {name!r}.",
        path=path,
        payload={"received": name},
    )
