"""Python values and DynamoDB's attribute values (`{"S": "a"}`), one to one.

| Python                         | wire                                    |
|--------------------------------|-----------------------------------------|
| `None`                         | `{"NULL": true}`                        |
| `bool`                         | `{"BOOL": …}`                           |
| `int`, `float`, `Decimal`      | `{"N": "42"}`                           |
| `str`                          | `{"S": …}`                              |
| `bytes` (and the like)         | `{"B": base64 text}`                    |
| `set`, `frozenset` (one type)  | `{"SS": …}` `{"NS": …}` `{"BS": …}`     |
| `list`, `tuple`                | `{"L": …}`                              |
| a mapping with `str` keys      | `{"M": …}`                              |

The wire form is that of DynamoDB's JSON, so bytes are base64 text there. A value that DynamoDB cannot
hold is refused here, with its path, before anything is sent.
Rules: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import Context, Decimal, InvalidOperation, Rounded
from enum import Enum
from typing import Any, Final, TypeAlias, TypeGuard

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.limits import MAX_NESTING, MAX_NUMBER_DIGITS, MAX_NUMBER_EXPONENT, MIN_NUMBER_EXPONENT

Item: TypeAlias = dict[str, Any]
"""An item (or a key) as Python values, by attribute name."""

AttributeValue: TypeAlias = dict[str, Any]
"""One value in wire form: a dict with one entry, its key a type code."""

WireItem: TypeAlias = dict[str, AttributeValue]
"""An item (or a key) in wire form."""

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands: names and list indexes from the root."""


class Missing(Enum):
    """The type of `MISSING`: an attribute that is not there, as apart from `None`, DynamoDB's NULL."""

    MISSING = "MISSING"

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = Missing.MISSING
BINARY_TYPES: Final = (bytes, bytearray, memoryview)

_EXACT = Context(prec=MAX_NUMBER_DIGITS, traps=[InvalidOperation, Rounded])
PLAIN_INTEGER: Final = 10**15
"""Integers below it are written as Python writes them: neither their digits nor their zeros are too many."""

_FLOAT_DIGITS: Final = 15  # every decimal of that many digits survives a float and back (IEEE 754 double)


def is_number(value: object) -> TypeGuard[int | float | Decimal]:
    """Tell whether `value` is a number: never a bool, never NaN."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    if isinstance(value, Decimal):
        return not value.is_nan()
    return value == value  # noqa: PLR0124  # a NaN is not


def as_decimal(number: float | Decimal) -> Decimal:
    """Give `number` as the decimal a person would write for it (0.1 is 0.1)."""
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


NUMBER_OVERFLOW: Final = (
    "Number overflow. Attempting to store a number with magnitude larger than supported range"
)
NUMBER_UNDERFLOW: Final = (
    "Number underflow. Attempting to store a number with magnitude smaller than supported range"
)


def number_fault(number: Decimal) -> str | None:
    """Say why DynamoDB cannot hold `number`, in its own words; `None` where it can."""
    if not number.is_finite():
        return "The parameter cannot be converted to a numeric value"
    if not number:
        return None
    if number.adjusted() > MAX_NUMBER_EXPONENT:
        return NUMBER_OVERFLOW
    if number.adjusted() < MIN_NUMBER_EXPONENT:
        return NUMBER_UNDERFLOW
    try:
        _EXACT.create_decimal(number).normalize(_EXACT)
    except (InvalidOperation, Rounded):
        if len("".join(map(str, number.as_tuple().digits)).strip("0")) > MAX_NUMBER_DIGITS:
            return f"Attempting to store more than {MAX_NUMBER_DIGITS} significant digits in a Number"
    return None


def number_text(number: Decimal) -> str:
    """Write `number` as DynamoDB gives it back: plain digits, no exponent, no idle zeros."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits = digits.lstrip("0") or "0"
    if digits.startswith("."):
        digits = "0" + digits
    return digits if digits == "0" else sign + digits


def read_number(text: str) -> int | Decimal:
    """Read a wire number exactly: an `int` where it is integral, else a `Decimal`."""
    try:
        return int(text)
    except ValueError:
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else number


def plain_number(number: int | Decimal) -> int | float | Decimal:
    """Give an `int`, or a `float` where it says exactly the same; else the `Decimal`."""
    if isinstance(number, int) or len(number.as_tuple().digits) > _FLOAT_DIGITS:
        return number
    return float(number)


def encode(value: Any, place: Place = ()) -> AttributeValue:
    """Give the wire form of a Python value.

    Raises:
        DynamoDBToolboxError: `encoding.invalidValue`, with the path, where DynamoDB cannot hold it.
    """
    if value is None:
        return {"NULL": True}
    if isinstance(value, str):
        return {"S": _text(value, place)}
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, (int, float, Decimal)):
        return {"N": _encode_number(value, place)}
    if isinstance(value, BINARY_TYPES):
        return {"B": b2a_base64(value, newline=False).decode()}
    return _encode_container(value, place)


def encode_item(item: Mapping[str, Any]) -> WireItem:
    """Give the wire form of an item, a key or a map of expression values."""
    return {_name(name, ()): encode(value, (name,)) for name, value in item.items()}


def _encode_container(value: Any, place: Place) -> AttributeValue:
    if len(place) >= MAX_NESTING:  # the scalars inside are a level too
        raise _refusal(value, place, f"at most {MAX_NESTING} levels of maps, lists and what they hold")
    if isinstance(value, Mapping):
        return {"M": {_name(name, place): encode(child, (*place, name)) for name, child in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"L": [encode(child, (*place, index)) for index, child in enumerate(value)]}
    if isinstance(value, AbstractSet):
        return _encode_set(value, place)
    expected = "null, a boolean, number, string, bytes, set, list or map"
    raise _refusal(value, place, expected)


def _encode_set(value: AbstractSet[Any], place: Place) -> AttributeValue:
    if not value:
        raise _refusal(value, place, "a set with at least one element (remove the attribute instead)")
    if all(isinstance(element, str) for element in value):
        return {"SS": sorted(_text(element, place) for element in value)}
    if all(is_number(element) for element in value):
        return {"NS": list(dict.fromkeys(_encode_number(element, place) for element in sorted(value)))}
    if all(isinstance(element, BINARY_TYPES) for element in value):
        return {"BS": [b2a_base64(element, newline=False).decode() for element in sorted(map(bytes, value))]}
    raise _refusal(value, place, "a set of strings, of numbers or of bytes")


def _encode_number(value: float | Decimal, place: Place) -> str:
    number = as_decimal(value)
    if number_fault(number) is not None:
        raise _refusal(value, place, _holdable(number))
    return number_text(number)


def _holdable(number: Decimal) -> str:
    """Say what a number would have to be, of which DynamoDB cannot hold `number`."""
    if not number.is_finite():
        return "a finite number"
    if number.adjusted() > MAX_NUMBER_EXPONENT:
        return f"a number of magnitude below 1E+{MAX_NUMBER_EXPONENT + 1}"
    if number.adjusted() < MIN_NUMBER_EXPONENT:
        return f"0, or a number of magnitude 1E{MIN_NUMBER_EXPONENT} at least"
    return f"a number of {MAX_NUMBER_DIGITS} significant digits at most (round it, or store it as text)"


def _name(name: Any, place: Place) -> str:
    if isinstance(name, str):
        return _text(name, place)
    raise _refusal(name, place, "string keys in a map")


def _text(text: str, place: Place) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _refusal(text, place, "text that UTF-8 can write (no lone surrogate)") from None
    return text


def _refusal(value: Any, place: Place, expected: str) -> DynamoDBToolboxError:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
    return DynamoDBToolboxError(
        "encoding.invalidValue",
        f"DynamoDB cannot hold the value at '{path}': expected {expected}, got {value!r}.",
        path=path,
        payload={"received": value, "expected": expected},
    )


def decode(value: AttributeValue) -> Any:
    """Give the Python value of a wire value; numbers exactly (`int` or `Decimal`)."""
    [(kind, content)] = value.items()
    if kind in {"S", "BOOL"}:
        return content
    if kind == "N":
        return read_number(content)
    return _DECODERS[kind](content)


def decode_item(item: WireItem) -> Item:
    """Give the Python form of an item in wire form."""
    return {name: decode(value) for name, value in item.items()}


def wire_bytes(content: str | bytes) -> bytes:
    """Give the bytes of a wire `B`, which is base64 text (boto3 hands over bytes)."""
    return a2b_base64(content) if isinstance(content, str) else bytes(content)


_DECODERS: Final[dict[str, Any]] = {
    "NULL": lambda _: None,
    "B": wire_bytes,
    "L": lambda content: [decode(value) for value in content],
    "M": decode_item,
    "SS": set,
    "NS": lambda content: {read_number(text) for text in content},
    "BS": lambda content: {wire_bytes(text) for text in content},
}


def own(given: Any) -> Any:
    """Give a dict as one of the taker's own, which stays as it is where the giver's is used again."""
    return given.copy() if type(given) is dict else given


def copied(value: Any) -> Any:
    """Copy the containers of a value, all the way down; what they hold stays the same objects."""
    if isinstance(value, Mapping):
        return {name: copied(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [copied(child) for child in value]
    if isinstance(value, AbstractSet):
        return set(value)
    return bytes(value) if isinstance(value, (bytearray, memoryview)) else value


def same(left: Any, right: Any) -> bool:
    """Tell whether DynamoDB would hold the two as equal: by type and value, `True` apart from `1`."""
    if is_number(left) and is_number(right):
        return as_decimal(left) == as_decimal(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right  # a member of a `StrEnum` is its text
    if isinstance(left, BINARY_TYPES) and isinstance(right, BINARY_TYPES):
        return bytes(left) == bytes(right)
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[name], right[name]) for name in left)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, AbstractSet) and isinstance(right, AbstractSet):
        return len(left) == len(right) and all(any(same(x, y) for y in right) for x in left)
    return type(left) is type(right) and bool(left == right)
