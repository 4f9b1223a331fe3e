"""ListTagsOfResource: the tags of a table.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.tags import denied, table_of_request
from dynamodb_toolbox.protocol.calls import Reply


def list_tags_of_resource(context: Context, request: dict[str, Any]) -> Reply:
    """Give all tags of a table, of which there are at most 50, in one page.

    Raises:
        ValidationException: The ARN is not right.
        AccessDeniedException: There is no such table.
    """
    name = table_of_request(request)
    with context.database.reading() as connection:
        table = context.catalog.find(connection, name)
    if table is None:
        raise denied("ListTagsOfResource", request["ResourceArn"])
    return {"Tags": [dict(tag) for tag in table.definition.get("Tags", ())]}
