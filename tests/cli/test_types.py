"""`dynamodb-toolbox types`."""

from pathlib import Path

from tests.cli.models import Run, change


def test_the_types_of_a_module(run: Run) -> None:
    shown = run("types", "app_models")
    assert shown.exit_code == 0
    assert "class PlayerItem(TypedDict):" in shown.output
    assert "class ScoreUpdate(TypedDict):" in shown.output
    assert "PlayerItem" not in run("types", "app_models:score").output


def test_to_a_file_and_checked(run: Run) -> None:
    assert run("types", "app_models", "-o", "types_of_app.py").output == ""
    assert run("types", "app_models").output == Path("types_of_app.py").read_text(encoding="utf-8")
    assert run("types", "app_models", "-o", "types_of_app.py", "--check").exit_code == 0
    change('"game": s.string()', '"game": s.number()')
    before = Path("types_of_app.py").read_text(encoding="utf-8")
    shown = run("types", "app_models", "-o", "types_of_app.py", "--check")
    assert shown.exit_code == 1
    assert "-    game: str" in shown.output
    assert "+    game: int | float" in shown.output
    assert Path("types_of_app.py").read_text(encoding="utf-8") == before


def test_a_formatted_file_is_up_to_date(run: Run) -> None:
    run("types", "app_models", "-o", "types_of_app.py")
    path = Path("types_of_app.py")
    path.write_text(path.read_text(encoding="utf-8").replace("\n\n\n", "\n\n# laid out\n"), encoding="utf-8")
    assert run("types", "app_models", "-o", "types_of_app.py", "--check").exit_code == 0


def test_a_missing_file_is_out_of_date(run: Run) -> None:
    shown = run("types", "app_models", "-o", "none.py", "--check")
    assert shown.exit_code == 1
    assert "+class PlayerItem(TypedDict):" in shown.output
    assert not Path("none.py").exists()


def test_what_cannot_be_done(run: Run) -> None:
    assert run("types", "app_models", "--check").exit_code == 2
    assert run("types", "app_models:scores").exit_code == 2
    assert run("types", "app_broken").exit_code == 2
