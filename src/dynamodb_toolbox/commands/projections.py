"""Projections for items of several entities: queries, scans and batches (spec/actions.md §3.1.3, §3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.nodes import Path, Projection
from dynamodb_toolbox.expressions.printer import Printed, print_projection
from dynamodb_toolbox.schema.paths import PathParser, without_inner


def project(
    entities: Iterable[Entity[Any, Any]], attributes: Sequence[str], extra: Mapping[str, str], code: str
) -> Printed:
    """Print what is wanted of the items of all `entities`, and the attributes that telling them needs.

    Args:
        entities: Whose items they may be; a path need not be known to all of them.
        attributes: The paths wanted, by the schemas' names.
        extra: Stored names that must come along, by placeholder (`{"#_et": "_et"}`).
        code: The error's code where an entity knows none of the paths.

    Raises:
        DynamoDBToolboxError: `code`, or `actions.invalidExpressionAttributePath` for what is no path.
    """
    paths: dict[Path, None] = {}
    for entity in entities:
        found = PathParser(entity.schema).transform(attributes, strict=False).paths
        if not found:
            raise _unknown(entity, attributes, code)
        paths |= dict.fromkeys(found)
    printed = print_projection(Projection(without_inner(tuple(paths))))
    roots = {path.elements[0] for path in paths if len(path.elements) == 1}
    # A name once, though the entity attribute be a key: DynamoDB refuses paths that overlap.
    wanted = {name: token for token, name in reversed(list(extra.items())) if name not in roots}
    more = {token: name for token, name in extra.items() if wanted.get(name) == token}
    return Printed(", ".join((printed.text, *more)), printed.names | more, {})


def _unknown(entity: Entity[Any, Any], attributes: Sequence[str], code: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        code,
        f"Entity '{entity.name}' has none of the attributes {list(attributes)}; "
        "project one of its own, or leave the entity out.",
        payload={"entity": entity.name},
    )
