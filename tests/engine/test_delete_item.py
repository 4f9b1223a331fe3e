"""DeleteItem: with and without a condition."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from tests.engine.support import Wire, get, put

REQUEST: Wire = {"TableName": "plain", "Key": {"id": {"S": "a"}}}


def test_a_deleted_item_is_gone_and_may_come_back(engine: Engine) -> None:
    item: Wire = {"id": {"S": "a"}, "n": {"N": "1"}}
    put(engine, item)
    assert engine.call("DeleteItem", {**REQUEST, "ReturnValues": "ALL_OLD"}) == {"Attributes": item}
    assert get(engine) is None


def test_a_missing_item_may_be_deleted(engine: Engine) -> None:
    assert engine.call("DeleteItem", {**REQUEST, "ReturnValues": "ALL_OLD"}) == {}


def test_a_condition_keeps_the_item(engine: Engine) -> None:
    item: Wire = {"id": {"S": "a"}, "n": {"N": "1"}}
    put(engine, item)
    with pytest.raises(ConditionalCheckFailedException) as caught:
        engine.call("DeleteItem", {**REQUEST, "ConditionExpression": "attribute_not_exists(n)"})
    assert caught.value.item is None
    assert get(engine) == item
