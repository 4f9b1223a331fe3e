"""TagResource: add tags to a table.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog
from dynamodb_toolbox.engine.tags import find_tagged, note_tags, table_of_request, with_tags
from dynamodb_toolbox.engine.validation import Constraints, list_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.protocol.calls import Reply


def tag_resource(context: Context, request: dict[str, Any]) -> Reply:
    """Add tags, instead of those with the same keys.

    Raises:
        ValidationException: The ARN or a tag is not right, or there are too many.
        ResourceNotFoundException: There is no such table.
    """
    name = table_of_request(request)
    constraints = Constraints()
    given = list_of(request, "Tags")
    constraints.require(given, "tags")
    note_tags(constraints, given or (), "tags")
    constraints.check()
    if not given:
        raise ValidationException("Atleast one Tag needs to be provided as Input.")
    with context.database.writing() as connection:
        table = find_tagged(context, connection, name, request["ResourceArn"])
        tags = with_tags(table.definition.get("Tags", ()), given)
        catalog.redefine(connection, table, table.definition | {"Tags": tags})
    return {}
