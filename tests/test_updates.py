"""The module `updates`: the language of updates, and nothing else."""

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

import dynamodb_toolbox
from dynamodb_toolbox import updates
from dynamodb_toolbox.records import names_of

FUNCTIONS = ("add", "append", "delete", "get", "prepend", "remove", "set_", "subtract", "sum_")
ACTIONS = ("Add", "Append", "Delete", "Get", "Prepend", "Remove", "Set", "Subtract", "Sum")


def test_the_module_has_exactly_the_language() -> None:
    assert sorted(updates.__all__) == sorted((*FUNCTIONS, *ACTIONS, "UpdateAction"))
    assert {name for name in vars(updates) if not name.startswith("_")} == set(updates.__all__)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_functions_are_those_of_the_package(name: str) -> None:
    assert getattr(updates, name) is getattr(dynamodb_toolbox, name)
    assert getattr(updates, name).__doc__


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (updates.add(1), updates.Add(1)),
        (updates.append([1]), updates.Append([1])),
        (updates.delete({1}), updates.Delete({1})),
        (updates.get("a"), updates.Get("a")),
        (updates.get("a", 1), updates.Get("a", 1)),
        (updates.prepend([1]), updates.Prepend([1])),
        (updates.remove(), updates.Remove()),
        (updates.set_([1]), updates.Set([1])),
        (updates.subtract(2, 1), updates.Subtract(2, 1)),
        (updates.sum_(2, 1), updates.Sum(2, 1)),
    ],
)
def test_each_function_makes_a_plain_immutable_value(action: Any, expected: Any) -> None:
    assert action == expected
    assert issubclass(type(action), updates.UpdateAction)
    for name in names_of(type(action)):
        with pytest.raises(FrozenInstanceError):
            setattr(action, name, 0)


def test_a_fallback_of_none_is_a_fallback() -> None:
    assert updates.get("a", None) != updates.get("a")
    assert updates.get("a").fallback is dynamodb_toolbox.MISSING
