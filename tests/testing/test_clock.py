from datetime import UTC, datetime, timedelta

import pytest

from dynamodb_toolbox.testing import Clock, TestClient
from tests.engine.support import table_request


def test_it_stands_still_until_it_is_moved() -> None:
    clock = Clock()
    assert clock.now == datetime(2030, 1, 1, tzinfo=UTC)
    clock.advance(90)
    clock.advance(timedelta(hours=1))
    assert clock.now == datetime(2030, 1, 1, 1, 1, 30, tzinfo=UTC)
    clock.set(datetime(2029, 1, 1, tzinfo=UTC))
    assert clock() == datetime(2029, 1, 1, tzinfo=UTC).timestamp()
    clock.set(12.5)
    assert clock() == 12.5


def test_it_refuses_what_is_no_time_or_would_go_back() -> None:
    with pytest.raises(ValueError, match="a time with its zone"):
        Clock(datetime(2030, 1, 1))
    with pytest.raises(ValueError, match="to go back by 1 seconds, use set"):
        Clock().advance(-1)


def test_the_engine_goes_by_it(dynamodb: TestClient) -> None:
    dynamodb.call("CreateTable", table_request("plain", id="S"))
    created = dynamodb.call("DescribeTable", {"TableName": "plain"})["Table"]["CreationDateTime"]
    assert created == dynamodb.clock()
    put = {"Put": {"TableName": "plain", "Item": {"id": {"S": "a"}}}}
    request = {"TransactItems": [put], "ClientRequestToken": "once"}
    dynamodb.call("TransactWriteItems", request)
    dynamodb.call("DeleteItem", {"TableName": "plain", "Key": {"id": {"S": "a"}}})
    dynamodb.call("TransactWriteItems", request)
    assert dynamodb.call("Scan", {"TableName": "plain"})["Count"] == 0
    dynamodb.clock.advance(timedelta(minutes=11))
    dynamodb.call("TransactWriteItems", request)
    assert dynamodb.call("Scan", {"TableName": "plain"})["Count"] == 1
