"""`dynamodb-toolbox export`: tables for other tools."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import click

from dynamodb_toolbox.cli.chosen_tables import TARGET, chosen_tables
from dynamodb_toolbox.cli.failing import failing
from dynamodb_toolbox.cli.output import OUTPUT, write
from dynamodb_toolbox.exports.aws_cli import to_aws_cli
from dynamodb_toolbox.exports.cdk import to_cdk
from dynamodb_toolbox.exports.cloudformation import to_cloudformation
from dynamodb_toolbox.exports.terraform import to_terraform

_FORMATS: Final[dict[str, Callable[..., str]]] = {
    "cloudformation": to_cloudformation,
    "cloudformation-json": partial(to_cloudformation, format="json"),
    "terraform": to_terraform,
    "aws-cli": to_aws_cli,
    "cdk-python": to_cdk,
    "cdk-typescript": partial(to_cdk, language="typescript"),
}


@click.command()
@TARGET
@click.option(
    "--format", "form", type=click.Choice(list(_FORMATS)), default="cloudformation", show_default=True
)
@OUTPUT
def command(target: str, form: str, output: Path | None) -> None:
    """Write tables for CloudFormation, Terraform, the AWS CLI or the CDK.

    MODULE[:NAME] is a table, entity, registry or database of your code, or a module with such.
    """
    tables = [chosen.table for chosen in chosen_tables(target)]
    with failing():
        text = _FORMATS[form](*tables)
    write(text, output)
