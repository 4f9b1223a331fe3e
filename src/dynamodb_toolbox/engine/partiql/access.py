"""How a SELECT reads: the partitions that its WHERE names, or all; in which order; what is left to filter.

A read is of partitions where the WHERE sets every attribute of the partition key equal to a value, or the
only one IN a list. What it says of the sort key then narrows the read, as far as one range can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dynamodb_toolbox.engine.key_conditions import KeyTest, KeyTests
from dynamodb_toolbox.engine.key_schemas import KeyRange, ReadKey, key_of_source, key_range
from dynamodb_toolbox.engine.keys import KeyAttribute
from dynamodb_toolbox.engine.partiql.binding import Bound
from dynamodb_toolbox.engine.partiql.condition_clause import check_in_list
from dynamodb_toolbox.engine.partiql.keys import equality
from dynamodb_toolbox.engine.partiql.statements import Order
from dynamodb_toolbox.engine.storage.reading import Source
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.values import AttributeValue

_MOST_PARTITIONS: Final = 50  # ql-operators.html: hash key values in an IN
_FLIPPED: Final = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Access:
    """A way to read.

    Attributes:
        ranges: What to read, in order; `None` for all there is.
        forward: In which direction each of them is read.
        rest: The conditions that are left for each row.
    """

    ranges: list[KeyRange] | None
    forward: bool
    rest: list[n.Condition]


def access_of(bound: Bound, source: Source, order: tuple[Order, ...]) -> Access:
    """Decide how to read.

    Raises:
        ValidationException: A value does not suit the key, or the order cannot be had.
    """
    key = key_of_source(source)
    conditions = list(bound.conjuncts)
    choices = _partition_choices(key, conditions)
    if choices is None:
        _check_unordered(bound, order)
        return Access(None, forward=True, rest=conditions)
    sort = _sort_tests(key, conditions)
    ranges = [key_range(key, choice | sort, _no_check) for choice in choices]
    ranges = list({selected.partition: selected for selected in ranges}.values())
    return _ordered(bound, key, order, ranges, conditions)


def _no_check(attribute: KeyAttribute) -> None:
    """There is no start key whose attributes could be checked."""


def _partition_choices(key: ReadKey, conditions: list[n.Condition]) -> list[KeyTests] | None:
    """Take what the conditions say of the partition key; give the tests for each partition."""
    tests: KeyTests = {}
    for attribute in key.partition:
        for condition in conditions:
            name, value = equality(condition)
            if value is not None and name == attribute.name and name not in tests:
                tests[name] = KeyTest("=", (value,))
    if len(tests) == len(key.partition):
        _take(conditions, tests)
        return [tests]
    return _listed_partitions(key, conditions) if len(key.partition) == 1 else None


def _take(conditions: list[n.Condition], tests: KeyTests) -> None:
    taken: set[str] = set()
    for condition in list(conditions):
        name, value = equality(condition)
        if value is not None and name in tests and name not in taken:
            taken.add(name)
            conditions.remove(condition)


def _listed_partitions(key: ReadKey, conditions: list[n.Condition]) -> list[KeyTests] | None:
    [attribute] = key.partition
    for condition in conditions:
        if isinstance(condition, n.In) and _is(condition.operand, attribute):
            values = [option.value for option in condition.options if isinstance(option, n.Value)]
            if len(values) == len(condition.options):
                check_in_list(len(values), _MOST_PARTITIONS)
                conditions.remove(condition)
                return [{attribute.name: KeyTest("=", (value,))} for value in values]
    return None


def _is(operand: n.Operand, attribute: KeyAttribute) -> bool:
    return operand == n.Path((attribute.name,))


def _sort_tests(key: ReadKey, conditions: list[n.Condition]) -> KeyTests:
    """Take what narrows the sort key: equalities from the left, and one range after them."""
    tests: KeyTests = {}
    for attribute in key.sort:
        found = next(((c, test) for c in conditions if (test := _sort_test(c, attribute))), None)
        if found is None:
            break
        conditions.remove(found[0])
        tests[attribute.name] = found[1]
        if found[1].operator != "=":
            break
    return tests


def _sort_test(condition: n.Condition, attribute: KeyAttribute) -> KeyTest | None:
    """Give a condition as a test of a sort key attribute, where it is one."""
    match condition:
        case n.Comparison(comparator, left, n.Value(value)) if comparator in _FLIPPED and _is(
            left, attribute
        ):
            return _test(comparator, value, attribute=attribute)
        case n.Comparison(comparator, n.Value(value), right) if comparator in _FLIPPED and _is(
            right, attribute
        ):
            return _test(_FLIPPED[comparator], value, attribute=attribute)
        case n.Between(operand, n.Value(low), n.Value(high)) if _is(operand, attribute):
            return _test("BETWEEN", low, high, attribute=attribute)
        case n.BeginsWith(operand, n.Value(prefix)) if _is(operand, attribute):
            return _test("begins_with", prefix, attribute=attribute)
        case _:
            return None


def _test(operator: str, *values: AttributeValue, attribute: KeyAttribute) -> KeyTest | None:
    """Give a test; a value of another type is left to the filter, where it is like no key."""
    return KeyTest(operator, values) if all(attribute.type in value for value in values) else None


def _check_unordered(bound: Bound, order: tuple[Order, ...]) -> None:
    if not order:
        return
    if bound.where is None:
        raise ValidationException("Must have WHERE clause in the statement when using ORDER BY clause.")
    raise ValidationException(
        "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause."
    )


def _ordered(
    bound: Bound, key: ReadKey, order: tuple[Order, ...], ranges: list[KeyRange], rest: list[n.Condition]
) -> Access:
    names = [attribute.name for attribute in key.partition + key.sort]
    wanted: dict[str, bool] = {}
    for member in order:
        head, *rest_of_path = bound.given.path(member.path).elements
        if rest_of_path or head not in names:
            raise ValidationException(
                f"Variable reference {head} in ORDER BY clause must be part of the primary key"
            )
        wanted[str(head)] = member.forward
    sorts = [wanted[attribute.name] for attribute in key.sort if attribute.name in wanted]
    partitions = [wanted[attribute.name] for attribute in key.partition if attribute.name in wanted]
    if len(set(sorts)) > 1:
        raise ValidationException("The attributes of a sort key can be read in one direction only")
    if sorts and not partitions and len(ranges) > 1:
        raise ValidationException(
            "ORDER BY the sort key needs the partition key in ORDER BY, too, where WHERE names several"
        )
    if partitions:
        ranges.sort(key=lambda selected: selected.partition, reverse=not partitions[0])
    return Access(ranges, forward=sorts[0] if sorts else True, rest=rest)
