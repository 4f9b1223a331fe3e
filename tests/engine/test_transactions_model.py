"""Transactions against a plain-Python table: either all of one is done, or nothing, for the same reasons."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import TransactionCanceledException
from tests.engine.support import Wire, create_table, key

Table = dict[str, int | None]
"""The number `n` of each item, by its key; `None` where the item has none."""


class Action(NamedTuple):
    """One action: its kind, its item, the number it brings, and its condition."""

    kind: str
    key: str
    n: int
    condition: str


numbers = st.integers(min_value=-2, max_value=2)
actions = st.builds(
    Action,
    st.sampled_from(["Put", "Update", "Delete", "ConditionCheck"]),
    st.sampled_from("abcd"),
    numbers,
    st.sampled_from(["none", "exists", "is new", "less"]),
)
transactions = st.lists(
    st.lists(actions, min_size=1, max_size=4, unique_by=lambda action: action.key), max_size=12
)

CONDITIONS = {"exists": "attribute_exists(id)", "is new": "attribute_not_exists(id)", "less": "n < :n"}


def wire(action: Action) -> Wire:
    value = {"N": str(action.n)}
    request: Wire = {"TableName": "plain", "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    if action.kind == "Put":
        request["Item"] = key(action.key) | {"n": value}
    else:
        request["Key"] = key(action.key)
    if action.kind == "Update":
        request["UpdateExpression"] = "SET n = n + :n"
    condition = condition_of(action)
    if condition != "none":
        request["ConditionExpression"] = CONDITIONS[condition]
    if action.kind == "Update" or condition == "less":
        request["ExpressionAttributeValues"] = {":n": value}
    return {action.kind: request}


def condition_of(action: Action) -> str:
    """A check must have a condition."""
    return "exists" if action.kind == "ConditionCheck" and action.condition == "none" else action.condition


def reason(action: Action, table: Table) -> str:
    """Give the code with which an action fails, or `None` (the text)."""
    there, n = action.key in table, table.get(action.key)
    holds = {"none": True, "exists": there, "is new": not there, "less": n is not None and n < action.n}
    if not holds[condition_of(action)]:
        return "ConditionalCheckFailed"
    return "ValidationError" if action.kind == "Update" and n is None else "None"


def done(action: Action, table: Table) -> None:
    if action.kind == "Put":
        table[action.key] = action.n
    elif action.kind == "Delete":
        table.pop(action.key, None)
    elif action.kind == "Update":
        table[action.key] = (table[action.key] or 0) + action.n


def item_of(name: str, n: int | None) -> Wire:
    return key(name) | ({} if n is None else {"n": {"N": str(n)}})


def stored(engine: Engine) -> list[Wire | None]:
    gets = [{"Get": {"TableName": "plain", "Key": key(name)}} for name in "abcd"]
    responses = engine.call("TransactGetItems", {"TransactItems": gets})["Responses"]
    return [response.get("Item") for response in responses]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = Engine.open(None)
    create_table(opened, "plain", id="S")
    yield opened
    opened.close()


@settings(max_examples=150, deadline=None)
@given(transactions=transactions, start=st.dictionaries(st.sampled_from("abcd"), st.none() | numbers))
def test_all_or_nothing(engine: Engine, transactions: list[list[Action]], start: Table) -> None:
    deletes = [{"DeleteRequest": {"Key": key(name)}} for name in "abcd" if name not in start]
    puts = [{"PutRequest": {"Item": item_of(name, n)}} for name, n in start.items()]
    engine.call("BatchWriteItem", {"RequestItems": {"plain": deletes + puts}})
    table = dict(start)
    for transaction in transactions:
        request: dict[str, Any] = {"TransactItems": [wire(action) for action in transaction]}
        codes = [reason(action, table) for action in transaction]
        if set(codes) == {"None"}:
            engine.call("TransactWriteItems", request)
            for action in transaction:
                done(action, table)
        else:
            with pytest.raises(TransactionCanceledException) as caught:
                engine.call("TransactWriteItems", request)
            assert [found["Code"] for found in caught.value.reasons] == codes
            for action, found in zip(transaction, caught.value.reasons, strict=True):
                if found["Code"] == "ConditionalCheckFailed" and action.key in table:
                    assert found["Item"] == item_of(action.key, table[action.key])
        assert stored(engine) == [item_of(name, table[name]) if name in table else None for name in "abcd"]
