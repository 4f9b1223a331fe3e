"""Type checkers as tests run them: on the programs beside this file, each in one run."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import dynamodb_toolbox

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(__file__).parent
SOURCE = Path(dynamodb_toolbox.__file__).parents[1]
WRONG = sorted((PROGRAMS / "wrong").glob("[!_]*.py"))
EXAMPLE = ROOT / "examples" / "kv_store_typed.py"
RIGHT = [PROGRAMS / "models.py", *sorted((PROGRAMS / "right").glob("[!_]*.py")), EXAMPLE]
MARK = "# error"

Line = tuple[str, int]
"""A program and the number of a line in it."""


def marked() -> set[Line]:
    """Give the lines that are wrong on purpose."""
    return {
        (program.name, number)
        for program in WRONG
        for number, text in enumerate(program.read_text(encoding="utf-8").splitlines(), 1)
        if MARK in text
    }


def text_of(line: Line) -> str:
    """Give what stands in a line, without its mark."""
    name, number = line
    [program] = [path for path in (*WRONG, *RIGHT) if path.name == name]
    return program.read_text(encoding="utf-8").splitlines()[number - 1].split(MARK)[0].strip()


def _output(command: Iterable[object], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        [*map(str, command)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout + done.stderr


def _reported(output: str, pattern: str) -> set[Line]:
    """Give the lines that a checker finds wrong; that there are none at all is a failure to run."""
    found = {(Path(match[1]).name, int(match[2])) for match in re.finditer(pattern, output, re.MULTILINE)}
    assert found, output
    return found


def mypy(_: Path) -> set[Line]:
    """Run mypy --strict; what it learns of the library is kept for the next run."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context"]
    settings = [
        "--config-file=",
        f"--cache-dir={ROOT / '.mypy_cache' / 'programs'}",
        "--python-version=3.11",
        "--explicit-package-bases",
    ]
    path = {"MYPYPATH": os.pathsep.join((str(SOURCE), str(ROOT)))}
    return _reported(_output([*command, *settings, *WRONG, *RIGHT], path), r"^(\S+?\.py):(\d+): error: ")


def pyright(folder: Path) -> set[Line]:
    """Run pyright in strict mode, but for what the names of the programs' statements are used for."""
    settings = {
        "include": [os.path.relpath(path, folder) for path in (PROGRAMS, EXAMPLE)],
        "extraPaths": [str(SOURCE), str(ROOT)],
        "pythonVersion": "3.11",
        "typeCheckingMode": "strict",
        "reportUnusedExpression": False,
        "reportUnknownVariableType": False,
        "reportUnknownMemberType": False,
        "reportUnknownArgumentType": False,
        "reportUnknownLambdaType": False,
    }
    project = folder / "pyrightconfig.json"
    project.write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "-p", project]
    return _reported(_output(command), r"^\s*(\S+?\.py):(\d+):\d+ - error: ")


def ty(_: Path) -> set[Line]:
    """Run ty."""
    command = [
        "ty",
        "check",
        "--python",
        sys.prefix,
        "--python-version",
        "3.11",
        "--output-format",
        "concise",
    ]
    paths = ["--extra-search-path", SOURCE, "--extra-search-path", ROOT]
    return _reported(
        _output([*_in_environment(command), *paths, *WRONG, *RIGHT]), r"^(\S+?\.py):(\d+):\d+: error"
    )


def pyrefly(_: Path) -> set[Line]:
    """Run pyrefly."""
    command = ["pyrefly", "check", "--python-version", "3.11", "--output-format", "min-text"]
    paths = ["--search-path", SOURCE, "--search-path", ROOT, "--python-interpreter-path", sys.executable]
    return _reported(
        _output([*_in_environment(command), *paths, *WRONG, *RIGHT]), r"^ERROR (\S+?\.py):(\d+):"
    )


def _in_environment(command: list[str]) -> list[str]:
    """Take a program from the environment that the tests run in."""
    return [str(Path(sys.executable).parent / command[0]), *command[1:]]


CHECKERS: Mapping[str, Callable[[Path], set[Line]]] = {
    "mypy": mypy,
    "pyright": pyright,
    "ty": ty,
    "pyrefly": pyrefly,
}
