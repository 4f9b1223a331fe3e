"""The typed example runs as a newcomer runs it; type checkers see it with the rest of what is Python."""

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "kv_store_typed.py"


def test_it_writes_reads_updates_and_deletes(tmp_path: Path) -> None:
    command = [sys.executable, str(EXAMPLE)]
    output = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    lines = output.splitlines()
    [read] = [line for line in lines if line.startswith("Read back: Pokemon(pokemon_id='pikachu-1'")]
    assert "custom_name=None, species='pikachu', level=42" in read
    assert "Updated: raichu 43 [Evolution(to='raichu', level=43)]" in lines
    [captured] = [line for line in lines if line.startswith("Captured: ")]
    assert "custom_name='Sparky', species='raichu', level=43" in captured
    assert "capture_state=Captured(status='captured', captured_at='2026-11-23T17:45:00.000Z')" in captured
    assert "Not again: Sparky is captured" in lines
    assert "At a glance: Card(species='raichu', level=43, custom_name='Sparky')" in lines
    assert "Found: ['Sparky']" in lines
    assert lines.count("Deleted; now there is: None") == 2
    assert any(line.startswith("Updated: Pokemon(") and "level=43" in line for line in lines)
