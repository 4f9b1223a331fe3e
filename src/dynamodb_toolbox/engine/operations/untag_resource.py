"""UntagResource: take tags off a table.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog
from dynamodb_toolbox.engine.tags import find_tagged, table_of_request, without_tags
from dynamodb_toolbox.engine.validation import Constraints, list_of, require_text
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.protocol.calls import Reply


def untag_resource(context: Context, request: dict[str, Any]) -> Reply:
    """Take the tags with some keys off a table; a key that it does not have may be named.

    Raises:
        ValidationException: The ARN or the keys are not right.
        ResourceNotFoundException: There is no such table.
    """
    name = table_of_request(request)
    constraints = Constraints()
    keys = list_of(request, "TagKeys")
    constraints.require(keys, "tagKeys")
    constraints.check()
    if not keys:
        raise ValidationException("Atleast one Tag Key needs to be provided as Input.")
    for key in keys:
        require_text(key)
    with context.database.writing() as connection:
        table = find_tagged(context, connection, name, request["ResourceArn"])
        tags = without_tags(table.definition.get("Tags", ()), keys)
        catalog.redefine(connection, table, table.definition | {"Tags": tags})
    return {}
