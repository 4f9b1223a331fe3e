"""The recipe for FastAPI: the app answers over HTTP, from an engine in memory."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

app: Any = import_module("examples.fastapi_app").app

ASH = "/trainers/ash/pokemons"
SPARKY = {
    "name": "sparky",
    "species": "pikachu",
    "level": 5,
    "state": {"status": "captured", "ball": "great"},
}


@pytest.fixture
def http(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.delenv("POKEMONS_URL", raising=False)
    with TestClient(app) as client:
        yield client


def test_what_is_caught_is_shown(http: TestClient) -> None:
    caught = http.post(ASH, json=SPARKY)
    assert caught.status_code == 201
    found = http.get(f"{ASH}/sparky")
    assert found.status_code == 200
    assert (
        found.json()
        == caught.json()
        == {**SPARKY, "trainer": "ash", "nickname": None} | {"created": found.json()["created"]}
    )
    assert found.json()["created"].startswith("20")


def test_there_is_one_of_a_name(http: TestClient) -> None:
    assert http.post(ASH, json=SPARKY).status_code == 201
    again = http.post(ASH, json=SPARKY | {"level": 50})
    assert (again.status_code, again.json()) == (409, {"detail": "ash has a sparky already"})
    assert http.get(f"{ASH}/sparky").json()["level"] == 5
    assert http.post("/trainers/gary/pokemons", json=SPARKY).status_code == 201


def test_what_is_not_there(http: TestClient) -> None:
    answers = [
        http.get(f"{ASH}/nobody"),
        http.patch(f"{ASH}/nobody", json={"levels": 1}),
        http.delete(f"{ASH}/nobody"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert answers[0].json() == {"detail": "ash has no nobody"}
    assert http.get(ASH).json() == {"cards": [], "next": None}


@pytest.mark.parametrize(
    "wrong",
    [{"level": 0}, {"species": "mew"}, {"name": ""}, {"state": {"status": "lost"}}, {"level": "high"}],
)
def test_wrong_bodies(http: TestClient, wrong: dict[str, Any]) -> None:
    assert http.post(ASH, json=SPARKY | wrong).status_code == 422
    assert http.get(ASH).json()["cards"] == []


def test_training_adds_up_and_is_checked_by_the_model_of_the_item(http: TestClient) -> None:
    http.post(ASH, json=SPARKY)
    trained = http.patch(f"{ASH}/sparky", json={"levels": 3, "nickname": "Sparks"}).json()
    assert (trained["level"], trained["nickname"], trained["state"]) == (8, "Sparks", SPARKY["state"])
    refused = http.patch(f"{ASH}/sparky", json={"levels": 1, "nickname": "a name that is too long"})
    assert refused.status_code == 422
    [detail] = refused.json()["detail"]
    assert detail["loc"] == "nickname"
    assert "at most 12 characters" in detail["msg"]
    assert http.get(f"{ASH}/sparky").json()["level"] == 8


def test_lists_in_pages(http: TestClient) -> None:
    for number in range(5):
        http.post(ASH, json={"name": f"p{number}", "species": "snorlax", "level": number + 1})
    found: list[Any] = []
    cursor, pages = None, 0
    while pages == 0 or cursor is not None:
        params = {"limit": "2"} | ({} if cursor is None else {"cursor": cursor})
        page = http.get(ASH, params=params).json()
        found += page["cards"]
        cursor, pages = page["next"], pages + 1
    assert found == [{"name": f"p{number}", "level": number + 1} for number in range(5)]
    assert pages == 3


def test_cursors_of_others_are_refused(http: TestClient) -> None:
    for name in ("a", "b"):
        http.post(ASH, json=SPARKY | {"name": name})
    cursor = http.get(ASH, params={"limit": "1"}).json()["next"]
    assert http.get("/trainers/gary/pokemons", params={"cursor": cursor}).status_code == 400
    assert http.get(ASH, params={"cursor": "nonsense"}).status_code == 400
    assert http.get(ASH, params={"cursor": cursor}).json()["cards"] == [{"name": "b", "level": 5}]


def test_what_is_freed_is_gone(http: TestClient) -> None:
    http.post(ASH, json=SPARKY)
    assert http.delete(f"{ASH}/sparky").status_code == 204
    assert http.get(f"{ASH}/sparky").status_code == 404


def test_items_stay_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POKEMONS_URL", f"sqlite:///{tmp_path}/pokemons.db")
    for expected in (404, 200):
        with TestClient(app) as http:
            assert http.get(f"{ASH}/sparky").status_code == expected
            http.post(ASH, json=SPARKY)


def test_the_description_of_the_service(http: TestClient) -> None:
    schemas = http.get("/openapi.json").json()["components"]["schemas"]
    assert set(schemas["Pokemon"]["required"]) == {"trainer", "name", "species"}
    assert schemas["Card"]["properties"].keys() == {"name", "level"}
