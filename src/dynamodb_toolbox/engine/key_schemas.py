"""The key by which a read orders rows, that of a table or of an index, and where a request points in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from dynamodb_toolbox.engine.composite_keys import Span, Spans, joined
from dynamodb_toolbox.engine.key_conditions import KEY_OPERATORS, KeyTest, KeyTests
from dynamodb_toolbox.engine.keys import KeyAttribute, key_bytes
from dynamodb_toolbox.engine.storage.reading import Source
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES
from dynamodb_toolbox.values import AttributeValue

_INVALID: Final = "One or more parameter values were invalid: "


class ReadKey(NamedTuple):
    """The attributes of the partition key and of the sort key of what is read."""

    partition: tuple[KeyAttribute, ...]
    sort: tuple[KeyAttribute, ...]


def key_of_source(source: Source) -> ReadKey:
    """Give the key of a table or an index."""
    if source.index is not None:
        return ReadKey(source.index.partition, source.index.sort)
    key = source.table.key
    return ReadKey((key.partition,), () if key.sort is None else (key.sort,))


class KeyRange(NamedTuple):
    """What a key condition selects: sort keys of one partition."""

    partition: bytes
    span: Span


def key_range(key: ReadKey, tests: KeyTests, check: Callable[[KeyAttribute], None]) -> KeyRange:
    """Check a key condition against the key, and give what it selects.

    Args:
        key: The key of the table or index.
        tests: The condition.
        check: Is called with each attribute before its test is looked at.

    Raises:
        ValidationException: It does not suit the key.
    """
    _check_count(key, tests)
    partition: list[bytes] = []
    for attribute in key.partition:
        check(attribute)
        partition.append(_partition_part(key, attribute, tests))
    before, last = _sort_tests(key, tests, check)
    _check_all_taken(key, before, last, tests)
    spans = Spans([key_bytes(test.values[0]) for test in before], of=len(key.sort))
    return KeyRange(joined(partition, of=len(partition)), spans.all() if last is None else _span(spans, last))


def _check_count(key: ReadKey, tests: KeyTests) -> None:
    attributes = len(key.partition) + len(key.sort)
    if len(tests) > max(attributes, 2):
        raise ValidationException(
            f"The number of query conditions ({len(tests)}) exceeds the number of key attributes defined "
            f"in the schema ({attributes})"
        )


def _partition_part(key: ReadKey, attribute: KeyAttribute, tests: KeyTests) -> bytes:
    if len(tests) > len(key.partition) + len(key.sort):
        raise ValidationException("Query key condition not supported")
    test = tests.get(attribute.name)
    if test is None:
        raise _missed(attribute)
    _check_values(attribute, test)
    if test.operator != "=":
        raise ValidationException("Query key condition not supported")
    part = key_bytes(test.values[0])
    if len(part) > MAX_PARTITION_KEY_BYTES:
        raise ValidationException(
            f"{_INVALID}Size of hashkey has exceeded the maximum size limit of{MAX_PARTITION_KEY_BYTES} bytes"
        )
    return part


def _sort_tests(
    key: ReadKey, tests: KeyTests, check: Callable[[KeyAttribute], None]
) -> tuple[list[KeyTest], KeyTest | None]:
    """Give the tests of the sort key from left to right: those for equality, and what comes last."""
    found: list[KeyTest] = []
    for number, attribute in enumerate(key.sort):
        check(attribute)
        test = tests.get(attribute.name)
        later = next((other.name for other in key.sort[number + 1 :] if other.name in tests), None)
        if later is not None and (test is None or test.operator != "="):
            raise ValidationException(
                f"RANGE key attributes {attribute.name} must have equality conditions specified in the query "
                f"because a condition is present on key attribute {later}"
            )
        if test is not None:
            _check_values(attribute, test)
            found.append(test)
    return found[:-1], found[-1] if found else None


def _check_all_taken(key: ReadKey, before: list[KeyTest], last: KeyTest | None, tests: KeyTests) -> None:
    taken = len(before) + (last is not None)
    if len(tests) > len(key.partition) + taken:
        raise _missed(key.sort[taken])


def _check_values(attribute: KeyAttribute, test: KeyTest) -> None:
    if test.operator not in KEY_OPERATORS:
        raise ValidationException("Attempted conditional constraint is not an indexable operation")
    for value in test.values:
        if attribute.type not in value:
            raise ValidationException(f"{_INVALID}Condition parameter type does not match schema type")
        if value[attribute.type] == "":
            kind = "string" if attribute.type == "S" else "binary"
            raise ValidationException(
                "One or more parameter values are not valid. The AttributeValue for a key attribute "
                f"cannot contain an empty {kind} value. Key: {attribute.name}"
            )


def _missed(attribute: KeyAttribute) -> ValidationException:
    return ValidationException(f"Query condition missed key schema element: {attribute.name}")


def _span(spans: Spans, test: KeyTest) -> Span:
    values = _sort_parts(test.values)
    match test.operator:
        case "=":
            return spans.equal(values[0])
        case "BETWEEN":
            return spans.between(*values)
        case "begins_with":
            return spans.beginning(values[0])
        case comparator:
            return spans.compared(comparator, values[0])


def _sort_parts(values: Sequence[AttributeValue]) -> list[bytes]:
    parts = [key_bytes(value) for value in values]
    if any(len(part) > MAX_SORT_KEY_BYTES for part in parts):
        raise ValidationException(
            f"{_INVALID}Aggregated size of all range keys has exceeded the size limit of "
            f"{MAX_SORT_KEY_BYTES} bytes"
        )
    return parts
