"""The options of commands: what each takes, and its name in a request (spec/actions.md §0.4, §0.5).

As types, those of the commands of one item are in `item_options.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.records import Record

if TYPE_CHECKING:
    from dynamodb_toolbox.expressions.printer import Printed
    from dynamodb_toolbox.models.marker import Declared
    from dynamodb_toolbox.models.paths.operands import PathOf
    from dynamodb_toolbox.schema.base import Schema
    from dynamodb_toolbox.schema.paths import OwnedPath
    from dynamodb_toolbox.table import Table

# Expressions and paths are loaded by the first option that has some: most requests have none.

I = TypeVar("I")  # noqa: E741  # the items that the options are about

Wanted: TypeAlias = "str | PathOf[I] | type[Declared]"
"""What is projected: a path as text, or that of a class (which type checkers may take for another class)."""


class Option(Record):
    """One option: its name, what it accepts, and the field of the request it becomes."""

    name: str
    code: str
    expected: str
    accepts: Callable[[Any], bool]
    field: str = ""


def _one_of(name: str, code: str, field: str, *values: str) -> Option:
    return Option(name, code, f"one of: {', '.join(values)}", lambda value: value in values, field)


CAPACITY: Final = _one_of(
    "capacity", "options.invalidCapacityOption", "ReturnConsumedCapacity", "NONE", "TOTAL", "INDEXES"
)
METRICS: Final = _one_of(
    "metrics", "options.invalidMetricsOption", "ReturnItemCollectionMetrics", "NONE", "SIZE"
)
CONSISTENT: Final = Option(
    "consistent",
    "options.invalidConsistentOption",
    "a boolean",
    lambda value: isinstance(value, bool),
    "ConsistentRead",
)
RETURN_OLD: Final = _one_of(
    "return_values", "options.invalidReturnValuesOption", "ReturnValues", "NONE", "ALL_OLD"
)
RETURN_ANY: Final = _one_of(
    "return_values",
    "options.invalidReturnValuesOption",
    "ReturnValues",
    "NONE",
    "ALL_OLD",
    "UPDATED_OLD",
    "ALL_NEW",
    "UPDATED_NEW",
)
RETURN_ON_FALSE: Final = _one_of(
    "return_values_on_condition_false",
    "options.invalidReturnValuesOnConditionFalseOption",
    "ReturnValuesOnConditionCheckFailure",
    "NONE",
    "ALL_OLD",
)
TABLE_NAME: Final = Option(
    "table_name", "options.invalidTableNameOption", "a string", lambda value: isinstance(value, str)
)
CREATE_PARENTS: Final = Option(
    "create_parents",
    "options.invalidCreateParentsOption",
    "a boolean",
    lambda value: isinstance(value, bool),
)
CONDITION: Final = Option("condition", "actions.invalidCondition", "a condition", lambda _: True)
ATTRIBUTES: Final = Option(
    "attributes",
    "options.invalidAttributesOption",
    "a list of paths",
    lambda value: isinstance(value, (list, tuple, set, frozenset)) and all(isinstance(p, str) for p in value),
)


def chosen(previous: Mapping[str, Any], options: Any, more: Mapping[str, Any]) -> dict[str, Any]:
    """Give the next options of a builder: a dict and keywords, or what a function makes of the last ones."""
    if callable(options):
        options = options(dict(previous))
    return dict(written({**(options or {}), **more}))


def written(options: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Give options with the typed paths among `attributes` as text, which still knows whose it is."""
    options = options or {}
    attributes = options.get("attributes")
    if not isinstance(attributes, (list, tuple)) or all(isinstance(path, str) for path in attributes):
        return options
    return {**options, "attributes": [text_of(path) for path in attributes]}


def wanted_of(schema: Schema, options: Mapping[str, Any]) -> list[str] | None:
    """Give the paths projected of items of one schema, without typed paths of others; `None` for all."""
    paths = options.get("attributes")
    if not paths:
        return None
    from dynamodb_toolbox.schema.paths import OwnedPath  # noqa: PLC0415

    return [path for path in paths if not isinstance(path, OwnedPath) or _owns(schema, path)]


def _owns(schema: Schema, path: OwnedPath) -> bool:
    try:
        path.check(schema)
    except DynamoDBToolboxError:
        return False
    return True


def text_of(path: Any) -> Any:
    """Give a typed path as text, which still knows whose it is; anything else as it is."""
    if isinstance(path, str):
        return path
    from dynamodb_toolbox.models.paths.operands import PathOf, spot_of  # noqa: PLC0415
    from dynamodb_toolbox.schema.paths import OwnedPath  # noqa: PLC0415

    if not isinstance(path, PathOf):
        return path
    spot = spot_of(path)
    text = OwnedPath(spot.text)
    text.check = spot.check
    return text


def option_fields(options: Mapping[str, Any], *allowed: Option) -> dict[str, Any]:
    """Check all options, and give those that are a field of the request under its name.

    Raises:
        DynamoDBToolboxError: `options.unknownOption`, or the code of the option that is wrong.
    """
    if not options:  # as most commands have none
        return {}
    known = [option.name for option in allowed]
    for name in options:
        if name not in known:
            message = f"Unknown option: '{name}'. Expected: {', '.join(known)}."
            raise DynamoDBToolboxError("options.unknownOption", message, payload={"option": name})
    fields: dict[str, Any] = {}
    for option in allowed:
        value = options.get(option.name)
        if value is None:
            continue
        if not option.accepts(value):
            raise _invalid(option, value)
        if option.field:
            fields[option.field] = value
    return fields


def _invalid(option: Option, value: Any) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        option.code,
        f"Invalid option '{option.name}': expected {option.expected}; got {value!r}.",
        payload={option.name: value},
    )


def table_name(table: Table, options: Mapping[str, Any]) -> str:
    """Give the name that the option says, or else the table's."""
    name = options.get("table_name")
    return table.get_name() if name is None else str(name)


def condition_of(schema: Schema, options: Mapping[str, Any]) -> Printed | None:
    """Give the `condition` option printed."""
    condition = options.get("condition")
    if condition is None:
        return None
    from dynamodb_toolbox.expressions.printer import print_condition  # noqa: PLC0415
    from dynamodb_toolbox.schema.conditions import ConditionParser  # noqa: PLC0415

    return print_condition(ConditionParser(schema).parse(condition))


def projection_of(schema: Schema, options: Mapping[str, Any]) -> Printed | None:
    """Give the `attributes` option printed; an empty list asks for all, as DynamoDB cannot say "nothing"."""
    paths = options.get("attributes")
    if not paths:
        return None
    from dynamodb_toolbox.expressions.printer import print_projection  # noqa: PLC0415
    from dynamodb_toolbox.schema.paths import PathParser  # noqa: PLC0415

    return print_projection(PathParser(schema).transform(paths))


def transaction_fields(
    schema: Schema, options: Mapping[str, Any], update: Printed | None = None
) -> dict[str, Any]:
    """Check the options of a write in a transaction, and give the fields of its request."""
    fields = option_fields(options, RETURN_ON_FALSE, CONDITION, TABLE_NAME)
    condition = condition_of(schema, options)
    return fields | expressions(ConditionExpression=condition, UpdateExpression=update)


def write_fields(
    schema: Schema,
    options: Mapping[str, Any],
    return_values: Option,
    update: Printed | None = None,
    *more: Option,
) -> dict[str, Any]:
    """Check the options of a write, and give the fields of its request for them and its expressions."""
    allowed = (CAPACITY, METRICS, return_values, RETURN_ON_FALSE, CONDITION, TABLE_NAME, *more)
    fields = option_fields(options, *allowed)
    condition = condition_of(schema, options)
    return fields | expressions(ConditionExpression=condition, UpdateExpression=update)


def expressions(**printed: Printed | None) -> dict[str, Any]:
    """Give the fields of a request for its expressions, by name, and what their placeholders stand for.

    What is empty is left out, as DynamoDB refuses it.
    """
    present = {field: expression for field, expression in printed.items() if expression is not None}
    if not present:
        return {}
    names = {token: name for expression in present.values() for token, name in expression.names.items()}
    values = {token: value for expression in present.values() for token, value in expression.values.items()}
    return (
        {field: expression.text for field, expression in present.items() if expression.text}
        | ({"ExpressionAttributeNames": names} if names else {})
        | ({"ExpressionAttributeValues": values} if values else {})
    )
