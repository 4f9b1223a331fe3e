"""`connect(url)`: where the tables are, said in one line."""

from pathlib import Path

import pytest

from dynamodb_toolbox import DynamoDBToolboxError, connect
from dynamodb_toolbox.client.connect_options import HTTPOptions


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_memory_leaves_no_file(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with connect(url) as client:
        assert client.call("ListTables", {}) == {"TableNames": []}
    assert list(tmp_path.iterdir()) == []


def test_a_relative_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with connect("sqlite:///pokemons.db"):
        assert (tmp_path / "pokemons.db").exists()


def test_an_absolute_file(tmp_path: Path) -> None:
    with connect(f"sqlite:///{tmp_path}/pokemons.db"):
        assert (tmp_path / "pokemons.db").exists()


def test_odd_characters_are_percent_encoded(tmp_path: Path) -> None:
    with connect(f"sqlite:///{tmp_path}/what%3F %23%25.db", synchronous="NORMAL"):
        assert (tmp_path / "what? #%.db").exists()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "pokemons.db",
        "sqlite:pokemons.db",
        "sqlite://pokemons.db",
        "postgres://x",
        "sqlite:///a.db?mode=ro",
    ],
)
def test_another_url_is_refused_and_told_what_to_write(url: str) -> None:
    with pytest.raises(DynamoDBToolboxError, match=r"sqlite:///file\.db") as caught:
        connect(url)
    assert caught.value.code == "client.invalidUrl"


def test_every_option_that_type_checkers_know_is_taken_and_no_other() -> None:
    with pytest.raises(DynamoDBToolboxError) as caught:
        connect("http://localhost:8000", unknown=1)  # type: ignore[call-arg]
    taken = str(caught.value).partition("it takes ")[2].rstrip(".").split(", ")
    assert set(taken) == {"hooks", *HTTPOptions.__annotations__}
