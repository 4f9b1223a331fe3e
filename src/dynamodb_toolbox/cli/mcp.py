"""`dynamodb-toolbox mcp`: a database as tools for a model (extra `mcp`)."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout

import click

from dynamodb_toolbox.cli.targets import load
from dynamodb_toolbox.database import Database
from dynamodb_toolbox.mcp.toolkit import MCPToolkit


@click.command()
@click.argument("target", metavar="MODULE:NAME")
@click.option("--allow-writes", is_flag=True, help="Give tools that put, update and delete, too.")
@click.option("--name", default="dynamodb-toolbox", show_default=True, help="What the server is called.")
def command(target: str, allow_writes: bool, name: str) -> None:
    """Serve a Database as tools for a model: the Model Context Protocol over stdin and stdout.

    MODULE:NAME is where the Database is in your code, such as app.models:database. A client starts this
    command and speaks to it; the tools read only, unless --allow-writes is given.
    """
    with redirect_stdout(sys.stderr):  # the client takes what is printed for messages
        databases = load(target, Database)
    if len(databases) > 1:
        raise click.BadParameter(f"'{target}' has several: {', '.join(databases)}; say which: MODULE:NAME.")
    [database] = databases.values()
    try:
        server = database.build(MCPToolkit).server(name, allow_writes=allow_writes)
    except ImportError as error:
        raise click.ClickException(str(error)) from None
    server.run()
