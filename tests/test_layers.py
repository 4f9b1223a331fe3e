"""Imports go downwards only, and in no circle: those for type checkers and those in functions too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dynamodb_toolbox

PACKAGE = "dynamodb_toolbox"
ROOT = Path(dynamodb_toolbox.__file__).parent
IMPORTING = {"import_module", "__import__", "import_from_string", "run_module", "resolve_name", "find_spec"}

# (floor, column): a room may import a lower floor of its own column, or of the one that all share (None).
# The top floor may import all that is below it. The order within a column is the order of the list.
SHARED = ["records", "limits", "progress", "errors", "values", "sizes", "expressions", "protocol"]
COLUMNS = {
    "toolbox": [
        "schema",
        "models",
        "updates",
        "table_names",
        "table_keys",
        "table_settings",
        "table",
        "entity_options",
        "internal_attributes",
        "entity",
        "commands",
        "exports",
        "repository",
        "table_repository",
        "database",
        "mcp",
        "synchronizer",
    ],
    "client": ["client"],
    "engine": ["engine", "server"],
}
TOP = ["connection", "testing", "cli", "__main__", "__init__"]

# Floors inside the engine: what answers a request, on what evaluates it, on what stores.
ENGINE = ["storage", "evaluation", "vectors", "partiql", "operations", "engine"]


def modules() -> dict[str, Path]:
    """Give every module of the package by its dotted name."""
    found: dict[str, Path] = {}
    for path in ROOT.rglob("*.py"):
        parts = [PACKAGE, *path.relative_to(ROOT).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)] = path
    return found


MODULES = modules()


def imported(path: Path) -> Iterator[str]:
    """Give the modules of the package that a file imports anywhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith(PACKAGE))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import, where all are absolute"
            if node.module is not None and node.module.startswith(PACKAGE):
                children = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (child if child in MODULES else node.module for child in children)


def named(path: Path) -> Iterator[str]:
    """Give the names, or what they begin with, of what a file imports by name; `…` where it is not said."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in IMPORTING:
            said = node.args[0] if node.args else None
            first = said.values[0] if isinstance(said, ast.JoinedStr) else said
            yield str(first.value) if isinstance(first, ast.Constant) else "…"


IMPORTS = {name: set(imported(path)) - {name} for name, path in MODULES.items()}


def room(module: str) -> str:
    """Give the part of the package that a module belongs to."""
    return module.split(".")[1]


def may_import(importer: str, target: str) -> bool:
    """Tell whether one room may import another."""
    if importer == target or importer in TOP:
        return target not in TOP or importer == target or TOP.index(target) < TOP.index(importer)
    if target in SHARED:
        return importer not in SHARED or SHARED.index(target) < SHARED.index(importer)
    return any(
        importer in rooms and target in rooms and rooms.index(target) < rooms.index(importer)
        for rooms in COLUMNS.values()
    )


def test_every_room_has_its_place() -> None:
    placed = {*SHARED, *TOP, *(room for rooms in COLUMNS.values() for room in rooms)}
    assert {room(module) for module in MODULES} == placed


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_go_downwards(module: str) -> None:
    wrong = {target for target in IMPORTS[module] if not may_import(room(module), room(target))}
    assert not wrong, f"{module} imports upwards or sideways: {sorted(wrong)}"


def test_imports_by_name_go_downwards() -> None:
    said = {(module, name) for module, path in MODULES.items() for name in named(path)}
    unsaid = {module for module, name in said if name == "…"}
    assert unsaid == {
        f"{PACKAGE}.__init__",  # the public names, all of them below it
        f"{PACKAGE}.cli.targets",  # the user's own modules
    }
    wrong = {
        (module, name)
        for module, name in said
        if name.startswith(PACKAGE) and not may_import(room(module), room(f"{name}."))
    }
    assert not wrong


def test_the_engine_has_floors_of_its_own() -> None:
    def floor(module: str) -> int:
        part = module.split(".")[2] if module.count(".") > 1 else ""
        return ENGINE.index(part) if part in ENGINE else -1  # the rest is shared by the floors

    wrong = {
        (module, target)
        for module in MODULES
        if room(module) == "engine" and floor(module) >= 0
        for target in IMPORTS[module]
        if room(target) == "engine" and floor(target) > floor(module)
    }
    assert not wrong


def test_http_knows_nothing_of_the_client_above_it() -> None:
    http = f"{PACKAGE}.client.http"
    below = (f"{http}.", f"{PACKAGE}.client.forking", f"{PACKAGE}.errors", f"{PACKAGE}.records")
    wrong = {
        (module, target)
        for module in MODULES
        if module.startswith(f"{http}.")
        for target in IMPORTS[module]
        if target != http and not target.startswith(below)
    }
    assert not wrong


def test_no_module_imports_itself_in_a_circle() -> None:
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, f"circle: {' → '.join((*above[above.index(module) :], module))}"
        if module not in done:
            for target in sorted(IMPORTS[module]):
                visit(target, (*above, module))
            done.add(module)

    for module in sorted(MODULES):
        visit(module, ())


def test_no_module_is_called_by_a_name_that_says_nothing() -> None:
    names = {part for module in MODULES for part in module.split(".")}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "common"}
