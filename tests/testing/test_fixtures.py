"""The fixtures, used as a project of a user's would."""

from pathlib import Path

import pytest

import dynamodb_toolbox

pytest_plugins = ["pytester"]

CONFTEST = 'pytest_plugins = ["dynamodb_toolbox.testing.fixtures"]'
TESTS = """
import pytest
from dynamodb_toolbox import EnsureTableCommand, Entity, PutItemCommand, Table, s
from dynamodb_toolbox.errors import ProvisionedThroughputExceededException

@pytest.fixture
def pokemons(dynamodb):
    table = Table(name="pokemons", partition_key={"name": "id", "type": "string"}, client=dynamodb)
    table.build(EnsureTableCommand).send()
    return Entity(name="pokemon", table=table, schema=s.item({"id": s.string().key()}))

def test_put(pokemons, dynamodb_calls):
    pokemons.build(PutItemCommand).item({"id": "a"}).send()
    dynamodb_calls.assert_made("PutItem", times=1)

@pytest.mark.parametrize("n", [1, 2])
def test_each_test_has_an_engine_of_its_own(pokemons, dynamodb, n):
    assert dynamodb.call("Scan", {"TableName": "pokemons"})["Count"] == 0
    pokemons.build(PutItemCommand).item({"id": "a"}).send()

def test_throttled(pokemons, dynamodb_faults):
    dynamodb_faults.throttle()
    with pytest.raises(ProvisionedThroughputExceededException):
        pokemons.build(PutItemCommand).item({"id": "a"}).send()

def test_clock(dynamodb, dynamodb_clock):
    dynamodb_clock.advance(60)
    assert dynamodb.clock is dynamodb_clock

def test_url(pokemons, dynamodb_url, dynamodb_calls, monkeypatch):
    import boto3

    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynamodb_url)
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    boto3.client("dynamodb", **keys).put_item(TableName="pokemons", Item={"id": {"S": "a"}})
    dynamodb_calls.assert_made("PutItem", times=1)

def test_boto3(pokemons, dynamodb_boto3):
    assert dynamodb_boto3.list_tables()["TableNames"] == ["pokemons"]
"""


@pytest.fixture(autouse=True)
def _package_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another process, elsewhere, find the package that these tests are of."""
    monkeypatch.setenv("PYTHONPATH", str(Path(dynamodb_toolbox.__file__).parent.parent))


def test_the_fixtures_work(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(TESTS)
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=7)


def test_nothing_is_loaded_for_those_who_do_not_ask(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import sys\n\ndef test(): assert 'dynamodb_toolbox' not in sys.modules")
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
