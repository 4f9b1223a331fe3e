"""A user's module, as tests of the command line write it to a folder of their own."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dynamodb_toolbox.cli.main import cli

SOURCE = """\
from dynamodb_toolbox import *

scores = Table(
    name="scores",
    partition_key={"name": "player", "type": "string"},
    sort_key={"name": "points", "type": "number"},
    indexes={"by_game": {"type": "global", "partition_key": {"name": "game", "type": "string"}}},
)
players = Table(name="players", partition_key={"name": "name", "type": "string"})
same = scores
player = Entity(name="player", table=players, schema=s.item({"name": s.string().key()}))
score = Entity(
    name="score",
    table=scores,
    schema=s.item({"player": s.string().key(), "points": s.number().key(), "game": s.string()}),
)
database = Database({"players": players.build(Registry).register_entities(player), "scores": scores})
nothing = 1
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the command in a folder with the modules `app_models` and `app_broken`; give what came of it."""
    (tmp_path / "app_models.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "app_broken.py").write_text("1 / 0\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield lambda *words: CliRunner().invoke(cli, [str(word) for word in words])
    for name in ("app_models", "app_broken"):
        sys.modules.pop(name, None)


def change(before: str, after: str) -> None:
    """Change the source of `app_models`, and forget what was imported of it."""
    path = Path("app_models.py")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    sys.modules.pop("app_models", None)
