"""How large numbers are: by their significant digits, on each side of the point."""

import pytest

from dynamodb_toolbox.sizes import attribute_size


@pytest.mark.parametrize(
    ("number", "size"),
    [
        ("0", 1),
        ("1", 2),
        ("99", 2),
        ("123", 3),
        ("123456", 4),
        ("100", 2),
        ("1" + "0" * 125, 2),
        ("0.0000001", 2),
        ("0.0101", 3),
        ("1.5", 3),
        ("10.01", 3),
        ("3.14159", 5),
        ("-1", 3),
        ("-3.14159", 6),
        ("9" * 38, 20),
    ],
)
def test_a_number_counts_its_significant_digits(number: str, size: int) -> None:
    assert attribute_size("n", {"N": number}) == 1 + size
    assert attribute_size("n", {"NS": [number, "1"]}) == 1 + size + 2
