"""TagResource, UntagResource, ListTagsOfResource."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, refusal, table_request

ARN = "arn:aws:dynamodb:local:000000000000:table/plain"


def tag(key: str, value: str = "") -> Wire:
    return {"Key": key, "Value": value}


def tags(engine: Engine, arn: str = ARN) -> list[Wire]:
    found: list[Wire] = engine.call("ListTagsOfResource", {"ResourceArn": arn})["Tags"]
    return found


def test_tags_come_and_go(engine: Engine) -> None:
    assert tags(engine) == []
    assert engine.call("TagResource", {"ResourceArn": ARN, "Tags": [tag("a", "1"), tag("b")]}) == {}
    engine.call("TagResource", {"ResourceArn": ARN, "Tags": [tag("c"), tag("a", "2")]})
    assert tags(engine) == [tag("a", "2"), tag("b"), tag("c")]
    assert engine.call("UntagResource", {"ResourceArn": ARN, "TagKeys": ["b", "none"]}) == {}
    assert tags(engine) == [tag("a", "2"), tag("c")]


def test_a_table_is_created_with_tags(engine: Engine) -> None:
    request = table_request("new", id="S") | {"Tags": [tag("team", "x")]}
    arn = engine.call("CreateTable", request)["TableDescription"]["TableArn"]
    assert tags(engine, arn) == [tag("team", "x")]
    engine.call("DeleteTable", {"TableName": "new"})
    engine.call("CreateTable", table_request("new", id="S"))
    assert tags(engine, arn) == []


def test_any_region_and_account_will_do(engine: Engine) -> None:
    assert tags(engine, "arn:aws:dynamodb:us-east-1:123456789012:table/plain") == []


@pytest.mark.parametrize(
    ("operation", "request_", "message"),
    [
        ("TagResource", {"Tags": [tag("a")]}, "ValidationException: Invalid TableArn"),
        (
            "TagResource",
            {"ResourceArn": "plain", "Tags": [tag("a")]},
            (
                "ValidationException: One or more parameter values were invalid: "
                "ARNs must start with 'arn:': plain"
            ),
        ),
        (
            "TagResource",
            {"ResourceArn": f"{ARN}/index/x", "Tags": [tag("a")]},
            f"ValidationException: Invalid TableArn: Invalid ResourceArn provided as input {ARN}/index/x",
        ),
        (
            "TagResource",
            {"ResourceArn": ARN},
            (
                "ValidationException: 1 validation error detected: Value null at 'tags' "
                "failed to satisfy constraint: Member must not be null"
            ),
        ),
        (
            "TagResource",
            {"ResourceArn": ARN, "Tags": []},
            "ValidationException: Atleast one Tag needs to be provided as Input.",
        ),
        (
            "TagResource",
            {"ResourceArn": ARN, "Tags": [tag("x" * 129)]},
            (
                f"ValidationException: 1 validation error detected: Value '{'x' * 129}' at "
                "'tags.1.member.key' failed to satisfy constraint: "
                "Member must have length less than or equal to 128"
            ),
        ),
        (
            "TagResource",
            {"ResourceArn": ARN, "Tags": [tag("aws:a")]},
            "ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:a",
        ),
        (
            "TagResource",
            {"ResourceArn": ARN, "Tags": [tag(str(i)) for i in range(51)]},
            "ValidationException: Number of Tags exceed the current limit for the provided ResourceArn",
        ),
        (
            "TagResource",
            {"ResourceArn": f"{ARN}s", "Tags": [tag("a")]},
            f"ResourceNotFoundException: Requested resource not found: ResourcArn: {ARN}s not found",
        ),
        (
            "UntagResource",
            {"ResourceArn": ARN, "TagKeys": []},
            "ValidationException: Atleast one Tag Key needs to be provided as Input.",
        ),
        (
            "UntagResource",
            {"ResourceArn": ARN, "TagKeys": [1]},
            "SerializationException: int cannot be converted to String",
        ),
        (
            "ListTagsOfResource",
            {"ResourceArn": f"{ARN}s"},
            (
                "AccessDeniedException: User: arn:aws:iam::000000000000:root is not authorized to perform: "
                f"dynamodb:ListTagsOfResource on resource: {ARN}s"
            ),
        ),
    ],
)
def test_a_faulty_request_is_refused(engine: Engine, operation: str, request_: Wire, message: str) -> None:
    assert refusal(engine, operation, request_) == message
    assert tags(engine) == []
