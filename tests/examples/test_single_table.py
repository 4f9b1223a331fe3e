"""The example of a single table runs, and tells the story that its data has."""

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "single_table.py"


def test_players_games_and_scores_in_one_table(tmp_path: Path) -> None:
    command = [sys.executable, str(EXAMPLE)]
    output = subprocess.run(
        command, cwd=tmp_path, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    for line in (
        "118 items written",
        "A player: Ash of JP",
        "Players of JP: Ash, Brock, Misty",
        "  1. nemona   8649 on 2026-03-11",
        "Ash's first Tetris: 2640 on 2026-03-01, and 13 more",
        "Misty of JP: {'snake': 56587, 'tetris': 57847}",
        "Ash's good days in the first week of Snake: ['2026-03-03', '2026-03-04', '2026-03-05']",
        "16 scores from 2338 to 139; then None",
        "The cursor on another game: cursor.foreign",
        "118 items in 8 of 8 segments",
        "Scores alone: 112",
        "The best at Tetris: nemona with 8739",
        "Points of all: 474140",
    ):
        assert line in output.splitlines(), output
    assert output.count("20 scores from") == 2
    found = next(line for line in output.splitlines() if line.startswith("Found: "))
    assert all(part in found for part in ("'Player': 4", "'Score': 112", "'Game': 2"))
    assert list(tmp_path.iterdir()) == []
