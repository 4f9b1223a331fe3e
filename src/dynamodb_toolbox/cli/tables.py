"""`dynamodb-toolbox tables`: creates, ensures, describes and deletes tables."""

from __future__ import annotations

import json

import click

from dynamodb_toolbox.cli.chosen_tables import TARGET, URL, chosen_tables, reached
from dynamodb_toolbox.commands.create_table import CreateTableCommand
from dynamodb_toolbox.commands.delete_table import DeleteTableCommand
from dynamodb_toolbox.commands.describe_table import DescribeTableCommand
from dynamodb_toolbox.commands.ensure_table import EnsureTableCommand
from dynamodb_toolbox.errors import TableMismatchError

TIMEOUT = click.option(
    "--timeout",
    default=300.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Seconds to wait at most.",
)


@click.group()
def command() -> None:
    """Create, describe and delete the tables of your code.

    MODULE[:NAME] is a table, entity, registry or database, or a module with such. Exit code 2: a failure.
    """


@command.command()
@TARGET
@URL
@TIMEOUT
def create(target: str, url: str | None, timeout: float) -> None:
    """Create tables, and wait until they are active."""
    with reached(url) as sender:
        for chosen in chosen_tables(target):
            made = chosen.table.build(CreateTableCommand).entities(*chosen.entities)
            response = sender(chosen.table).send(made.options(wait=True, timeout=timeout))
            click.echo(f"Table '{response.description['TableName']}' is created, and {response.status}.")


@command.command()
@TARGET
@URL
@TIMEOUT
@click.pass_context
def ensure(context: click.Context, target: str, url: str | None, timeout: float) -> None:
    """Create the tables that are missing, with all settings; compare the others.

    Exit code 1: one that is there is not as declared.
    """
    differs = False
    with reached(url) as sender:
        for chosen in chosen_tables(target):
            made = chosen.table.build(EnsureTableCommand).entities(*chosen.entities).options(timeout=timeout)
            try:
                response = sender(chosen.table).send(made)
            except TableMismatchError as error:
                differs = True
                click.echo(str(error.diff))
                continue
            click.echo(
                f"Table '{response.diff.table_name}' is created." if response.created else response.diff
            )
    context.exit(1 if differs else 0)


@command.command()
@TARGET
@URL
def describe(target: str, url: str | None) -> None:
    """Write AWS's descriptions of the deployed tables, a list as JSON."""
    tables = [chosen.table for chosen in chosen_tables(target)]
    with reached(url) as sender:
        responses = [sender(table).send(table.build(DescribeTableCommand)) for table in tables]
    click.echo(json.dumps([response.description for response in responses], indent=2, default=str))


@command.command()
@TARGET
@URL
@TIMEOUT
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(target: str, url: str | None, timeout: float, yes: bool) -> None:
    """Delete tables with all their items, and wait until they are gone."""
    with reached(url) as sender:
        tables = [chosen.table for chosen in chosen_tables(target)]
        names = ", ".join(table.get_name() for table in tables)
        if not yes:
            click.confirm(f"Delete with all their items: {names}?", abort=True)
        for table in tables:
            sender(table).send(table.build(DeleteTableCommand).options(wait=True, timeout=timeout))
            click.echo(f"Table '{table.get_name()}' is deleted.")
