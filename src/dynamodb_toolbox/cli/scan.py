"""`dynamodb-toolbox scan`: the items of a table as JSON, one a line."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, Final

import click
import msgspec

from dynamodb_toolbox.cli.chosen_tables import URL
from dynamodb_toolbox.cli.failing import failing
from dynamodb_toolbox.cli.targets import load
from dynamodb_toolbox.commands.parallel_scan import Progress, ScanProgress
from dynamodb_toolbox.commands.read_options import ScanOptions
from dynamodb_toolbox.commands.scan import ScanCommand
from dynamodb_toolbox.connection import connect
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.table import Table

_INTEGERS: Final = range(-(2**63), 2**64)  # what the encoder writes by itself


@click.command()
@click.argument("target", metavar="MODULE:TABLE")
@click.option(
    "--entity", "names", multiple=True, help="Only items of this entity, formatted by it. May be repeated."
)
@click.option("--index", help="Scan this index.")
@click.option("--segments", default=1, show_default=True, type=click.IntRange(1), help="In so many parts.")
@click.option("--workers", type=click.IntRange(1), help="So many parts at once (16 at most, unless given).")
@click.option("--limit", type=click.IntRange(1), help="So many items a page.")
@click.option("--consistent", is_flag=True, help="Read what was written last.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@URL
def command(
    target: str,
    names: tuple[str, ...],
    index: str | None,
    segments: int,
    workers: int | None,
    limit: int | None,
    consistent: bool,
    count: bool,
    url: str | None,
) -> None:
    """Print the items of a table as JSON, one a line; how far it is goes to the standard error.

    MODULE:TABLE is where your code has the table, such as app.models:table. Items are as they are stored,
    unless entities of the same module are named. Sets are arrays, bytes are base64.
    """
    table = _table(target)
    entities = _entities(target, table, names)
    given = {"index": index, "limit": limit, "consistent": consistent or None}
    options: Any = {name: value for name, value in given.items() if value is not None}
    with failing(), connect(url) if url is not None else nullcontext(table.client) as client:
        table.client = client
        _scan(table, entities, options, segments, workers, count=count)


def _table(target: str) -> Table:
    found = load(target, Table)
    if len(found) > 1:
        raise click.BadParameter(f"The module has several tables: say which, as in {target}:{min(found)}.")
    table: Table = found.popitem()[1]
    return table


def _entities(target: str, table: Table, names: Sequence[str]) -> list[Entity[Any, Any]]:
    """Give the entities of the table that are named, by their own name or by the module's.

    Raises:
        click.BadParameter: There is none of a name.
    """
    if not names:
        return []
    found = load(target.partition(":")[0], Entity)
    known = {name: entity for name, entity in found.items() if entity.table is table}
    known |= {entity.name: entity for entity in known.values()}
    for name in names:
        if name not in known:
            expected = ", ".join(sorted(known)) or "none"
            raise click.BadParameter(f"The module has no entity '{name}' of that table; it has: {expected}.")
    return list(dict.fromkeys(known[name] for name in names))


def _scan(
    table: Table,
    entities: Sequence[Entity[Any, Any]],
    options: ScanOptions,
    segments: int,
    workers: int | None,
    *,
    count: bool,
) -> None:
    out = sys.stdout.buffer
    scan = table.build(ScanCommand).entities(*entities).options(options)
    with _bar(segments) as progress:
        parallel = scan.parallel(segments, workers=workers, progress=progress)
        if count:
            out.write(b"%d\n" % parallel.count())
        else:
            out.writelines(_lines(parallel))
        out.flush()


def _lines(items: Any) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder(decimal_format="number", order="deterministic", enc_hook=str)
    return (encoder.encode(_plain(item)) + b"\n" for item in items)


def _plain(value: Any) -> Any:
    """Give what the encoder writes: it has no integers of more than 64 bits."""
    if isinstance(value, int) and value not in _INTEGERS:
        return msgspec.Raw(str(value).encode())
    if isinstance(value, dict):
        return {name: _plain(child) for name, child in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(child) for child in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return value


def _told(now: ScanProgress | None) -> str | None:
    return None if now is None else f"{now.items} items of {now.scanned} read"


@contextmanager
def _bar(segments: int) -> Generator[Progress]:
    """Show how far the scan is on the standard error: a bar on a terminal, and in the end a line."""
    seen: list[ScanProgress] = []
    if sys.stderr.isatty() and not sys.stdout.isatty():  # a bar among the items is none
        with click.progressbar(
            length=segments, label="Segments", show_pos=True, file=sys.stderr, item_show_func=_told
        ) as bar:

            def show(now: ScanProgress) -> None:
                seen[:] = [now]
                bar.update(int(now.segment_done), now)

            yield show
    else:
        yield lambda now: seen.__setitem__(slice(None), [now])
    click.echo(_told(seen[0]), err=True)
