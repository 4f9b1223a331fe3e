"""`dynamodb-toolbox diff`: tables as they are declared beside those that are deployed."""

from __future__ import annotations

import json

import click

from dynamodb_toolbox.cli.chosen_tables import TARGET, URL, chosen_tables, reached
from dynamodb_toolbox.commands.diff_table import DiffTableCommand


@click.command()
@TARGET
@URL
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON, a list of tables.")
@click.pass_context
def command(context: click.Context, target: str, url: str | None, as_json: bool) -> None:
    """Compare tables with what is deployed: keys, indexes, and the settings that are declared.

    MODULE[:NAME] is a table, entity, registry or database of your code, or a module with such.

    Exit code 0: all is as declared; 1: something differs; 2: it could not be found out.
    """
    tables = [chosen.table for chosen in chosen_tables(target)]
    with reached(url) as sender:
        diffs = [sender(table).send(table.build(DiffTableCommand)) for table in tables]
    if as_json:
        click.echo(json.dumps([diff.to_dict() for diff in diffs], indent=2))
    else:
        click.echo("\n\n".join(map(str, diffs)))
    context.exit(0 if all(diff.same for diff in diffs) else 1)
