"""Attribute values checked, copied and brought into the one form in which they are stored.

After this, equal numbers have equal text, binaries have one base64, and every value has exactly one type.
What comes out shares nothing with the request.
Rules: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from dynamodb_toolbox.engine.numbers import canonical_number
from dynamodb_toolbox.engine.request_faults import RequestFault
from dynamodb_toolbox.errors import SerializationException, ValidationException
from dynamodb_toolbox.limits import MAX_ATTRIBUTE_NAME_BYTES, MAX_NESTING
from dynamodb_toolbox.values import BINARY_TYPES, AttributeValue, WireItem, number_fault, number_text

_INVALID: Final = "One or more parameter values were invalid: "
_SURELY_FITS: Final = MAX_ATTRIBUTE_NAME_BYTES // 4  # a character has up to four bytes


def canonical_item(item: dict[str, Any]) -> WireItem:
    """Check and copy an item, a key or a map of expression values.

    Raises:
        ValidationException: A value breaks a rule of its type.
        SerializationException: A value is not of the shape that its type has on the wire.
    """
    try:
        return {canonical_name(name): canonical_value(value) for name, value in item.items()}
    except RequestFault:
        for name in item:  # a faulty name comes before a faulty value
            canonical_name(name)
        raise


def canonical_value(value: Any, depth: int = 1) -> AttributeValue:
    """Check and copy one value, which stands `depth` levels deep.

    Raises:
        ValidationException: It breaks a rule of its type.
        SerializationException: It is not of the shape that its type has on the wire.
    """
    if not isinstance(value, dict):
        raise SerializationException("Unexpected value type in payload")
    if len(value) == 1:
        [(kind, content)] = value.items()
        form = _FORMS.get(kind)
        if form is not None and content is not None:
            return {kind: form(content, depth)}
    return _irregular(value, depth)


def _irregular(value: dict[str, Any], depth: int) -> AttributeValue:
    known = {kind: content for kind, content in value.items() if kind in _FORMS and content is not None}
    if not known:
        raise RequestFault(
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
            is_bare=True,
        )
    result = {kind: _FORMS[kind](content, depth) for kind, content in known.items()}
    if len(known) > 1:
        raise RequestFault(
            "Supplied AttributeValue has more than one datatypes set, "
            "must contain exactly one of the supported datatypes",
            is_bare=True,
        )
    return result


def stored_number(number: Decimal) -> str:
    """Write a number as it is stored.

    Raises:
        ValidationException: DynamoDB cannot hold it.
    """
    if not number:
        return "0"
    fault = number_fault(number)
    if fault is not None:
        raise ValidationException(fault)
    return number_text(number)


def canonical_name(name: object) -> str:
    """Check the name of an attribute.

    Raises:
        ValidationException: It is empty or too long (AWS's words: ExtendDB/extenddb, issue 365, 2026-09-16).
        SerializationException: It is no string.
    """
    if not isinstance(name, str):
        raise SerializationException("Attribute names are strings")
    if not name:
        raise RequestFault("Empty attribute name")
    if len(name) > _SURELY_FITS and len(name.encode()) > MAX_ATTRIBUTE_NAME_BYTES:
        raise RequestFault(
            f"Attribute name is too large, must be less than {MAX_ATTRIBUTE_NAME_BYTES + 1} bytes"
        )
    return name


def _text(content: Any) -> str:
    if not isinstance(content, str):
        raise SerializationException(f"{_token(content)} cannot be converted to String")
    return content


def _token(content: Any) -> str:
    """Name what came as the service's parser of JSON does."""
    if isinstance(content, bool):
        return "TRUE_VALUE" if content else "FALSE_VALUE"
    if isinstance(content, (int, float)):
        return "NUMBER_VALUE" if isinstance(content, int) else "DECIMAL_VALUE"
    return "START_ARRAY" if isinstance(content, list) else "START_OBJECT"


def _string(content: Any, _: int) -> str:
    text = _text(content)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise SerializationException("Strings must be well-formed Unicode") from None
    return text


def _number(content: Any, _: int) -> str:
    return canonical_number(_text(content))


def _binary(content: Any, _: int) -> str:
    if isinstance(content, BINARY_TYPES):
        return b64encode(content).decode()
    if not isinstance(content, str):
        raise SerializationException("only base-64-encoded strings are convertible to bytes")
    try:
        return b64encode(b64decode(content, validate=True)).decode()
    except (binascii.Error, ValueError) as error:
        raise SerializationException(f"Invalid base64 in a binary value: {error}") from None


def _boolean(content: Any, _: int) -> bool:
    if not isinstance(content, bool):
        raise SerializationException("Unexpected token received from parser")
    return content


def _null(content: Any, _: int) -> bool:
    if not _boolean(content, 1):
        raise RequestFault(f"{_INVALID}Null attribute value types must have the value of true")
    return True


def _elements(content: Any) -> list[Any]:
    if isinstance(content, (list, tuple, set, frozenset)):
        return list(content)
    raise SerializationException("Start of structure or map found where not expected")


def _string_set(content: Any, depth: int) -> list[str]:
    elements = [_string(element, depth) for element in _elements(content)]
    if not elements:
        raise RequestFault(f"{_INVALID}An string set  may not be empty")
    if len(set(elements)) != len(elements):
        listed = ", ".join(f'"{element}"' for element in _up_to_the_repeat(elements, str.encode))
        raise RequestFault(
            f"{_INVALID}Input collection [{listed}] contains duplicates.",
            older=f"{_INVALID}Input collection [{', '.join(elements)}] contains duplicates.",
        )
    return elements


def _number_set(content: Any, depth: int) -> list[str]:
    elements = [_number(element, depth) for element in _elements(content)]
    if not elements:
        raise RequestFault(f"{_INVALID}An number set  may not be empty")
    if len(set(elements)) != len(elements):
        raise RequestFault(
            f"{_INVALID}Input collection contains duplicates.", older="Input collection contains duplicates"
        )
    return elements


def _binary_set(content: Any, depth: int) -> list[str]:
    elements = [_binary(element, depth) for element in _elements(content)]
    if not elements:
        raise RequestFault(f"{_INVALID}Binary sets should not be empty")
    if len(set(elements)) != len(elements):
        listed = ",".join(f'"{element}"' for element in _up_to_the_repeat(elements, b64decode))
        raise RequestFault(
            f"{_INVALID}Input collection [{listed}]of type BS contains duplicates.",
            older=f"{_INVALID}Input collection [{', '.join(elements)}]of type BS contains duplicates.",
        )
    return elements


def _up_to_the_repeat(elements: list[str], octets: Callable[[str], bytes]) -> list[str]:
    """List a set as the service does: in order up to the first repeat, and from there on as it came."""
    first: dict[str, int] = {}
    end = next(
        number for number, element in enumerate(elements) if first.setdefault(element, number) < number
    )
    return sorted(elements[:end], key=octets) + elements[end:]


def _list(content: Any, depth: int) -> list[AttributeValue]:
    inner = deeper(depth)
    return [canonical_value(element, inner) for element in _elements(content)]


def _map(content: Any, depth: int) -> WireItem:
    if not isinstance(content, dict):
        raise SerializationException("Unexpected field type")
    inner = deeper(depth)
    return {canonical_name(name): canonical_value(value, inner) for name, value in content.items()}


def deeper(depth: int) -> int:
    """Give the depth of what stands in a list or map at `depth`.

    Raises:
        ValidationException: Nothing may stand there.
    """
    if depth >= MAX_NESTING:
        raise RequestFault(
            "Nesting Levels have exceeded supported limits: "
            "Attributes in the item have nested levels beyond supported limit"
        )
    return depth + 1


_FORMS: Final[dict[str, Callable[[Any, int], Any]]] = {
    "S": _string,
    "N": _number,
    "B": _binary,
    "BOOL": _boolean,
    "NULL": _null,
    "SS": _string_set,
    "NS": _number_set,
    "BS": _binary_set,
    "L": _list,
    "M": _map,
}
