"""Key bytes sort as keys do."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from dynamodb_toolbox.engine.keys import key_bytes, number_bytes
from dynamodb_toolbox.values import number_text

numbers = st.builds(
    lambda digits, exponent, sign: Decimal((sign, tuple(map(int, digits)), exponent - len(digits) + 1)),
    st.text("0123456789", min_size=1, max_size=38).filter(lambda digits: digits[0] != "0"),
    st.integers(min_value=-130, max_value=125),
    st.integers(min_value=0, max_value=1),
) | st.just(Decimal(0))


@given(numbers, numbers)
@example(Decimal(-1), Decimal("-1.1"))
@example(Decimal("1E-130"), Decimal("-1E-130"))
@example(Decimal("9.9E125"), Decimal("1E-130"))
@example(Decimal(100), Decimal(1))
def test_number_bytes_sort_as_numbers(left: Decimal, right: Decimal) -> None:
    assert (number_bytes(left) < number_bytes(right)) == (left < right)
    assert (number_bytes(left) == number_bytes(right)) == (left == right)


@given(numbers, st.integers(min_value=0, max_value=5))
def test_number_bytes_do_not_depend_on_the_writing(number: Decimal, zeros: int) -> None:
    text = number_text(number)
    padded = text + ("" if "." in text else ".") + "0" * zeros
    assert key_bytes({"N": padded}) == number_bytes(number)


@given(st.text(), st.text())
def test_strings_sort_by_their_utf8(left: str, right: str) -> None:
    in_order = key_bytes({"S": left}) < key_bytes({"S": right})
    assert in_order == (left.encode() < right.encode())
