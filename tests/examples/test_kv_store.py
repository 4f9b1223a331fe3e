"""The example runs as a newcomer runs it."""

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "kv_store.py"


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, str(EXAMPLE), *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_it_writes_reads_updates_and_deletes_three_ways(tmp_path: Path) -> None:
    output = run(tmp_path)
    assert "Left behind by an earlier run: None" in output
    assert (
        output.count("'species': 'raichu', 'level': 43, 'evolutions': [{'to': 'raichu', 'level': 43}]") >= 3
    )
    assert output.count("'custom_name': 'Sparky'") == 3
    assert output.count("Deleted; now there is: None") == 3
    assert (tmp_path / "pokemons.db").exists()
    assert "Left behind by an earlier run: None" in run(tmp_path)


def test_with_keep_the_next_run_finds_a_pikachu(tmp_path: Path) -> None:
    run(tmp_path, "--keep")
    assert "Left behind by an earlier run: {'pokemon_id': 'pikachu-1'" in run(tmp_path, "--keep")
