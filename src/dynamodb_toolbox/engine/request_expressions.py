"""The expression parameters of a request: which may stand together, and what their placeholders mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dynamodb_toolbox.engine.attributes import canonical_value
from dynamodb_toolbox.engine.request_faults import RequestFault
from dynamodb_toolbox.engine.validation import map_of, text_of
from dynamodb_toolbox.errors import SerializationException, ValidationException
from dynamodb_toolbox.expressions.binding import Bindings, check_names, check_value_keys
from dynamodb_toolbox.values import WireItem


def check_parameters(request: Mapping[str, Any], expressions: Sequence[str], legacy: Sequence[str]) -> None:
    """Check which expression parameters come together.

    Args:
        request: The request.
        expressions: The expression parameters of the operation.
        legacy: The parameters that expressions replace.

    Raises:
        ValidationException: Old and new are mixed, or placeholders come without an expression.
    """
    given = [name for name in expressions if text_of(request, name) is not None]
    old = [name for name in legacy if request.get(name) is not None]
    if given and old:
        raise ValidationException(
            "Can not use both expression and non-expression parameters in the same request: "
            f"Non-expression parameters: {{{', '.join(old)}}} Expression parameters: {{{', '.join(given)}}}"
        )
    if request.get("ExpressionAttributeNames") is not None and not given:
        raise ValidationException("ExpressionAttributeNames can only be specified when using expressions")
    with_values = [name for name in expressions if name != "ProjectionExpression"]
    if request.get("ExpressionAttributeValues") is not None and not set(with_values) & set(given):
        verb = "are" if len(with_values) > 1 else "is"
        fault = "ExpressionAttributeValues can only be specified when using expressions"
        raise RequestFault(f"{fault}: {' and '.join(with_values)} {verb} null", in_envelope=fault)


def bindings_of(request: Mapping[str, Any]) -> Bindings:
    """Read the names and values of a request.

    Raises:
        ValidationException: A key, a name or a value is not allowed.
        SerializationException: A member is of a wrong JSON type.
    """
    names = map_of(request, "ExpressionAttributeNames")
    values = map_of(request, "ExpressionAttributeValues")
    if names is not None:
        if not all(isinstance(name, str) for name in names.values()):
            raise SerializationException("ExpressionAttributeNames: attribute names are strings")
        _check_keyed(check_names, names, "ExpressionAttributeNames")
    if values is not None:
        _check_keyed(check_value_keys, values, "ExpressionAttributeValues")
    return Bindings(names or {}, _canonical_values(values or {}))


def _check_keyed(
    check: Callable[[Mapping[str, Any]], None], given: Mapping[str, Any], parameter: str
) -> None:
    try:
        check(given)
    except TypeError:
        raise SerializationException(f"{parameter}: placeholders are strings") from None


def _canonical_values(values: Mapping[str, Any]) -> WireItem:
    result: WireItem = {}
    for key, value in values.items():
        try:
            result[key] = canonical_value(value)
        except RequestFault as fault:
            raise RequestFault(
                fault.message,
                older=f"ExpressionAttributeValues contains invalid value: {fault.older} for key {key}",
                is_bare=fault.is_bare,
            ) from None
    return result
