"""A request's names and values put into parsed expressions, with the checks that need them.

One `Bindings` serves all expressions of a request, because a name or value that none of them uses is an
error too. The trees that come out hold real attribute names and wire values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NoReturn, TypeVar

from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.condition_binding import bind_condition
from dynamodb_toolbox.expressions.lexer import ExpressionFault
from dynamodb_toolbox.expressions.parser import Parsed, parse_condition, parse_projection, parse_update
from dynamodb_toolbox.expressions.path_overlap import check_distinct_paths
from dynamodb_toolbox.expressions.placeholders import Substitution
from dynamodb_toolbox.expressions.update_binding import bind_update
from dynamodb_toolbox.limits import MAX_ATTRIBUTE_NAME_BYTES, MAX_PLACEHOLDER_BYTES
from dynamodb_toolbox.values import AttributeValue

T = TypeVar("T")

_NAME_KEY: Final = re.compile(r"#[A-Za-z0-9_]+")
_VALUE_KEY: Final = re.compile(r":[A-Za-z0-9_]+")


class Bindings:
    """The names and values of one request.

    Args:
        names: ExpressionAttributeNames, such as `{"#n": "name"}`.
        values: ExpressionAttributeValues in wire form, such as `{":v": {"S": "a"}}`, valid in themselves.

    Attributes:
        nested_paths: The paths of all expressions read so far that lead into an attribute.
    """

    def __init__(self, names: Mapping[str, str], values: Mapping[str, AttributeValue]) -> None:
        self._names = names
        self._values = values
        self._substitution = Substitution(names, values)
        self.nested_paths = self._substitution.nested_paths
        self._used: set[str] = set()

    def condition(self, text: str, parameter: str = "ConditionExpression") -> n.Condition:
        """Read a condition; `parameter` is the request's name for it.

        Raises:
            ValidationException: It breaks the grammar, a limit, or uses what is not defined.
        """
        parsed = self._parse(parse_condition, text, parameter)
        return self._bind(parsed, bind_condition, parameter)

    def projection(self, text: str) -> n.Projection:
        """Read a projection.

        Raises:
            ValidationException: It breaks the grammar, a limit, or two of its paths overlap.
        """
        parsed = self._parse(parse_projection, text, "ProjectionExpression")
        return self._bind(parsed, _bind_projection, "ProjectionExpression")

    def update(self, text: str) -> n.Update:
        """Read an update.

        Raises:
            ValidationException: It breaks the grammar, a limit, or two of its paths overlap.
        """
        parsed = self._parse(parse_update, text, "UpdateExpression")
        return self._bind(parsed, bind_update, "UpdateExpression")

    def check_all_used(self) -> None:
        """Refuse names and values that no expression mentions.

        Raises:
            ValidationException: Some are left over; the message lists them.
        """
        for parameter, given in (("Names", self._names), ("Values", self._values)):
            unused = [key for key in given if key not in self._used]
            if unused:
                raise ValidationException(
                    f"Value provided in ExpressionAttribute{parameter} unused in expressions: "
                    f"keys: {{{', '.join(unused)}}}"
                )

    def _parse(self, parse: Callable[[str], Parsed[T]], text: str, parameter: str) -> Parsed[T]:
        try:
            return parse(text)
        except ExpressionFault as fault:
            _refuse(parameter, fault)

    def _bind(self, parsed: Parsed[T], bind: Callable[[Parsed[T], Substitution], T], parameter: str) -> T:
        try:
            tree = bind(parsed, self._substitution)
        except ExpressionFault as fault:
            _refuse(parameter, fault)
        self._used.update(parsed.placeholders)
        return tree


def _refuse(parameter: str, fault: ExpressionFault) -> NoReturn:
    raise ValidationException(f"Invalid {parameter}: {fault}") from None


def _bind_projection(parsed: Parsed[n.Projection], given: Substitution) -> n.Projection:
    paths = tuple(map(given.path, parsed.tree.paths))
    check_distinct_paths(paths)
    return n.Projection(paths)


def check_names(names: Mapping[str, str]) -> None:
    """Check ExpressionAttributeNames by themselves.

    Raises:
        ValidationException: They are empty, or a key or a name is not allowed.
    """
    _check_keys("ExpressionAttributeNames", names, _NAME_KEY)
    for key, name in names.items():
        if not name:
            raise ValidationException(
                f"ExpressionAttributeNames contains invalid value: Empty attribute name for key {key}"
            )
        if len(name.encode()) > MAX_ATTRIBUTE_NAME_BYTES:
            raise ValidationException(
                "ExpressionAttributeNames contains invalid value: Attribute name is too large, "
                f"must be less than {MAX_ATTRIBUTE_NAME_BYTES + 1} bytes for key {key}"
            )


def check_value_keys(values: Iterable[str]) -> None:
    """Check the keys of ExpressionAttributeValues.

    Raises:
        ValidationException: There are none, or one is not allowed.
    """
    _check_keys("ExpressionAttributeValues", values, _VALUE_KEY)


def _check_keys(parameter: str, keys: Iterable[str], allowed: re.Pattern[str]) -> None:
    empty = True
    for key in keys:
        empty = False
        if not allowed.fullmatch(key):
            raise ValidationException(f'{parameter} contains invalid key: Syntax error; key: "{key}"')
        if len(key) > MAX_PLACEHOLDER_BYTES:
            raise ValidationException(
                f"{parameter} contains invalid key: "
                f"The expression attribute map contains a key that is too long; size of key: {len(key)}"
            )
    if empty:
        raise ValidationException(f"{parameter} must not be empty")
