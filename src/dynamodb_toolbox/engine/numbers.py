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
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]+))?", re.ASCII)
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
    digits, exponent = match[1], int(match[2] or 0)
    fault = _far_fault(text, exponent)
    if fault is None:
        number = Decimal(text)
        fault = number_fault(number) if number else _zero_fault(exponent)
        if fault is None:
            return number_text(number) if number else "0"
    raise RequestFault(fault, older=_older_fault(text, digits, exponent, fault))


def _far_fault(text: str, exponent: int) -> str | None:
    """Say what is wrong with an exponent that is out of all bounds."""
    if -_FAR < exponent < _FAR:
        return None
    if not -_LONG <= exponent < _LONG:
        return f"{_NO_NUMBER}: {text}"
    return NUMBER_OVERFLOW if exponent > 0 else NUMBER_UNDERFLOW


def _zero_fault(exponent: int) -> str | None:
    """Say what is wrong with a zero: the exponent counts with which it is written."""
    if exponent > MAX_NUMBER_EXPONENT:
        return NUMBER_OVERFLOW
    return NUMBER_UNDERFLOW if exponent < MIN_NUMBER_EXPONENT else None


def _older_fault(text: str, digits: str, exponent: int, fault: str) -> str:
    """Say what the older layer says, which reads numbers as Java's `BigDecimal` does.

    The exponent and the scale have 32 bits, and so has the sum that tells the magnitude: it wraps.
    """
    scale = len(digits.partition(".")[2]) - exponent
    if not (-_INT <= exponent < _INT and -_INT <= scale < _INT):
        return f"{_NO_NUMBER}: {text}"
    precision = len(digits.replace(".", "").lstrip("0")) or 1
    return NUMBER_UNDERFLOW if precision - scale >= _INT else fault
