"""The names that exports give to tables."""

import pytest

from dynamodb_toolbox import Table
from dynamodb_toolbox.exports.aws_cli import to_aws_cli
from dynamodb_toolbox.exports.naming import named, pascal_case, snaked
from tests.refusals import refused


def table(name: str) -> Table:
    return Table(name=name, partition_key={"name": "id", "type": "string"})


@pytest.mark.parametrize(
    ("name", "label", "code"),
    [
        ("poke-scores", "PokeScoresTable", "poke_scores_table"),
        ("poke_table", "PokeTable", "poke_table"),
        ("myApp.prod-2", "MyAppProd2Table", "my_app_prod2_table"),
        ("2026-scores", "Table2026ScoresTable", "table2026_scores_table"),
        ("---", "Table", "table"),
    ],
)
def test_names(name: str, label: str, code: str) -> None:
    assert list(pascal_case([name])) == [label]
    assert snaked(label) == code


def test_names_that_would_be_the_same() -> None:
    assert list(pascal_case(["a-b", "a_b", "A.B", "aB"])) == ["ABTable", "ABTable2", "ABTable3", "ABTable4"]


def test_two_tables_of_one_name() -> None:
    one, other = table("one"), table("one")
    assert named([one, one]) == {"one": one}
    with refused("table.duplicateName", "name"):
        to_aws_cli(one, other)


def test_a_table_without_a_name_of_its_own() -> None:
    with refused("table.invalidName", "name"):
        to_aws_cli(table("arn:aws:dynamodb:eu-west-1:111122223333:table/one"))
    with refused("table.missingTableName"):
        to_aws_cli(Table(partition_key={"name": "id", "type": "string"}))
