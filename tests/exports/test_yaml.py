"""YAML of our own, read back with PyYAML."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.exports.yaml import to_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "",
        "no",
        "On",
        "null",
        "~",
        "1e3",
        "0x1F",
        ".inf",
        "12:30",
        "2026-01-01",
        "a: b",
        "a #b",
        "- a",
        "N",
        "a:",
        "=",
        "<<",
    ]
)
DOCUMENTS = st.recursive(
    TEXTS | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(DOCUMENTS)
def test_what_is_written_is_read(value: Any) -> None:
    assert yaml.safe_load(to_yaml(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": {"b": [1, "x"]}, "c": True}, "a:\n  b:\n    - 1\n    - x\nc: true\n"),
        ([{"a": 1, "b": [[]]}, {}], "- a: 1\n  b:\n    - []\n- {}\n"),
        ("AWS::DynamoDB::Table", "AWS::DynamoDB::Table\n"),
        ("yes", '"yes"\n'),
        ("\x85\ufeff", '"\\u0085\\ufeff"\n'),
    ],
)
def test_the_text(value: Any, text: str) -> None:
    assert to_yaml(value) == text
