"""Numbers as requests write them: read, checked and brought into the one form in which they are stored.

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html;
exponents: paritysuite/dynamodb-conformance, `tier3/limits/numberExponent`,
`tier3/error-messages/{valueLayers,partiqlParameterNumbers}` (October 2026).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from dynamodb_toolbox.engine.request_faults import RequestFault
from dynamodb_toolbox.limits import MAX_NUMBER_EXPONENT, MIN_NUMBER_EXPONENT
from dynamodb_toolbox.values import NUMBER_OVERFLOW, NUMBER_UNDERFLOW, number_fault, number_text

_PLAIN_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,37}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,40}))?", re.ASCII)
_NO_NUMBER: Final = "The parameter cannot be converted to a numeric value"
_INT: Final = 2**31
_LONG: Final = 2**63
_FAR: Final = 10_000_000
"""An exponent that no number of digits that fits into a request brings back into the range."""


def canonical_number(text: str) -> str:
    """Write a number as it is stored: plain digits, no exponent, no idle zeros.

    Raises:
        RequestFault: It is no number, or DynamoDB cannot hold it.
    """
    if _PLAIN_INTEGER.fullmatch(text):
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise RequestFault(f"{_NO_NUMBER}: {text}", older=None if text else _NO_NUMBER)
    fault = match[2] and _exponent_fault(text, match[1], int(match[2]))
    if not fault:
        number = Decimal(text)
        if not number:
            return "0"
        fault = number_fault(number)
        if fault is None:
            return number_text(number)
    raise RequestFault(fault, older=_older_fault(text, match[1], int(match[2] or 0), fault))


def fits_decimal(text: str) -> bool:
    """Tell whether Java's `BigDecimal` reads a number: its exponent and its scale have 32 bits."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return False
    exponent = int(match[2] or 0)
    return _fits(_scale(match[1], exponent), exponent)


def _scale(digits: str, exponent: int) -> int:
    return len(digits.partition(".")[2]) - exponent


def _fits(scale: int, exponent: int) -> bool:
    return -_INT <= exponent < _INT and -_INT <= scale < _INT


def _exponent_fault(text: str, digits: str, exponent: int) -> str | None:
    """Say what is wrong with an exponent that is out of all bounds, or out of the range for a zero."""
    is_zero = not digits.strip("0.")
    least, most = (MIN_NUMBER_EXPONENT, MAX_NUMBER_EXPONENT) if is_zero else (-_FAR, _FAR)
    if least <= exponent <= most:
        return None
    if not -_LONG <= exponent < _LONG:
        return f"{_NO_NUMBER}: {text}"
    return NUMBER_OVERFLOW if exponent > 0 else NUMBER_UNDERFLOW


def _older_fault(text: str, digits: str, exponent: int, fault: str) -> str:
    """Say what the older layer says, which reads numbers as Java's `BigDecimal` does.

    The exponent and the scale have 32 bits, and so has the sum that tells the magnitude: it wraps.
    """
    scale = _scale(digits, exponent)
    if not _fits(scale, exponent):
        return f"{_NO_NUMBER}: {text}"
    precision = len(digits.replace(".", "").lstrip("0")) or 1
    return NUMBER_UNDERFLOW if precision - scale >= _INT else fault
