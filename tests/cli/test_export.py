"""`dynamodb-toolbox export`."""

import ast
import json
import shlex
from pathlib import Path

import hcl2
import pytest
import yaml

from tests.cli.models import Run, change


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("cloudformation", yaml.safe_load),
        ("cloudformation-json", json.loads),
        ("terraform", hcl2.loads),
        ("aws-cli", shlex.split),
        ("cdk-python", ast.parse),
    ],
)
def test_every_format_can_be_read(run: Run, form: str, read: object) -> None:
    shown = run("export", "app_models", "--format", form)
    assert shown.exit_code == 0
    assert "scores" in shown.output
    assert "players" in shown.output
    assert callable(read)
    assert read(shown.output)


def test_typescript(run: Run) -> None:
    shown = run("export", "app_models:players", "--format", "cdk-typescript")
    assert 'new dynamodb.Table(scope, "PlayersTable"' in shown.output


def test_to_a_file(run: Run) -> None:
    assert run("export", "app_models", "-o", "template.yaml").output == ""
    assert run("export", "app_models").output == Path("template.yaml").read_text(encoding="utf-8")


def test_what_cannot_be_exported(run: Run) -> None:
    change('name="players"', 'name="scores"')
    shown = run("export", "app_models")
    assert shown.exit_code == 2
    assert "[table.duplicateName]" in shown.output
    assert run("export", "app_models", "--format", "pulumi").exit_code == 2
