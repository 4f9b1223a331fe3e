"""How far two vectors are apart: the scores of a search.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import mul
from typing import Final, TypeAlias

Vector: TypeAlias = Sequence[float]


def cosine(left: Vector, right: Vector) -> float:
    """Give 0 for one direction, 1 for a right angle (and for a vector without direction), 2 for opposites."""
    lengths = math.hypot(*left) * math.hypot(*right)
    return 1 - dot_product(left, right) / lengths if lengths else 1.0


def euclidean(left: Vector, right: Vector) -> float:
    """Give the length of the difference."""
    return math.dist(left, right)


def dot_product(left: Vector, right: Vector) -> float:
    """Give the sum of the products."""
    return math.fsum(map(mul, left, right))


DISTANCES: Final[dict[str, Callable[[Vector, Vector], float]]] = {
    "COSINE": cosine,
    "DOT_PRODUCT": dot_product,
    "EUCLIDEAN": euclidean,
}

HIGHER_IS_CLOSER: Final = frozenset({"DOT_PRODUCT"})
