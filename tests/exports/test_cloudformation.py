"""Tables as a CloudFormation template, read back with PyYAML and as JSON."""

import json
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given, settings

from dynamodb_toolbox import Client, CreateTableCommand, DiffTableCommand, Table
from dynamodb_toolbox.exports.cloudformation import to_cloudformation
from tests.exports.definitions import BARE, EVERY, ON_DEMAND, PROVISIONED, tables


def created(properties: dict[str, Any]) -> dict[str, Any]:
    """Give the CreateTable request that CloudFormation makes of a resource."""
    request = dict(properties)
    request.pop("TimeToLiveSpecification", None)
    request.pop("PointInTimeRecoverySpecification", None)
    if "StreamSpecification" in request:
        request["StreamSpecification"] = {"StreamEnabled": True, **request["StreamSpecification"]}
    if "SSESpecification" in request:
        encryption = dict(request["SSESpecification"])
        if "KMSMasterKeyId" in encryption:
            assert encryption.pop("SSEType") == "KMS"  # which is what CreateTable takes it for
        request["SSESpecification"] = {"Enabled": encryption.pop("SSEEnabled"), **encryption}
    return request


def resources(text: str, form: str = "yaml") -> dict[str, Any]:
    template: dict[str, Any] = yaml.safe_load(text) if form == "yaml" else json.loads(text)
    assert template.keys() == {"AWSTemplateFormatVersion", "Resources"}
    assert template["AWSTemplateFormatVersion"] == "2010-09-09"
    found: dict[str, Any] = template["Resources"]
    return found


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_it_creates_what_create_table_does(form: Literal["yaml", "json"]) -> None:
    found = resources(to_cloudformation(*EVERY, format=form), form)
    assert list(found) == ["PokeScoresTable", "EventsTable", "BareTable"]
    for resource, table in zip(found.values(), EVERY, strict=True):
        assert resource["Type"] == "AWS::DynamoDB::Table"
        assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
        assert created(resource["Properties"]) == table.build(CreateTableCommand).params()


def test_what_create_table_does_not_take() -> None:
    properties = resources(to_cloudformation(PROVISIONED))["PokeScoresTable"]["Properties"]
    assert properties["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["SSESpecification"]["SSEEnabled"] is True
    other = resources(to_cloudformation(ON_DEMAND))["EventsTable"]["Properties"]
    assert other["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": False}
    assert "TimeToLiveSpecification" not in other


@settings(max_examples=60)
@given(tables())
def test_any_table_comes_back(table: Table) -> None:
    (resource,) = resources(to_cloudformation(table)).values()
    assert created(resource["Properties"]) == table.build(CreateTableCommand).params()


def test_what_is_deployed_of_it_does_not_differ(client: Client) -> None:
    (resource,) = resources(to_cloudformation(BARE)).values()
    client.call("CreateTable", created(resource["Properties"]))
    table = Table(name="bare", partition_key={"name": "id", "type": "string"}, client=client)
    assert table.build(DiffTableCommand).send().same


def test_the_text() -> None:
    assert (
        to_cloudformation(BARE)
        == """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  BareTable:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      TableName: bare
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      BillingMode: PAY_PER_REQUEST
"""
    )
