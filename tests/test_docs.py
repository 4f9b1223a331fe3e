"""The documentation cannot lie: its examples run, its lists are whole."""

import ast
import doctest
import re
from pathlib import Path
from typing import Any

import pytest

import dynamodb_toolbox

ROOT = Path(__file__).parent.parent
SOURCE = Path(dynamodb_toolbox.__file__).parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLE = re.compile(r"^```pycon\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    failures: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    for match in EXAMPLE.finditer(text):
        line = text[: match.start(1)].count("\n")
        test = doctest.DocTestParser().get_doctest(match[1], names, name_of(page), str(page), line)
        runner.run(test, out=failures.append, clear_globs=False)
        names |= test.globs  # the blocks of a page are one story
    assert not failures, "".join(failures)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{name_of(page)}: {target}"


def test_every_error_code_is_explained() -> None:
    explained = set(re.findall(r"^\| `([^`]+)`", (ROOT / "docs/errors.md").read_text("utf-8"), re.MULTILINE))
    assert raised_codes() == explained


def test_every_fault_of_a_schema_is_explained() -> None:
    text = (ROOT / "docs/errors.md").read_text("utf-8")
    check = (SOURCE / "schema/check.py").read_text("utf-8")
    for fault in re.findall(r'_fail\(f?"(?:\w+|\{[^}]+\})*\.?(\w+)', check):
        assert fault in text, fault


def raised_codes() -> set[str]:
    """Give the codes in the source: strings like `family.whatIsWrong`, less the names of modules."""
    code = re.compile(
        r"(actions|batchGetCommand|client|credentials|cursor|database|dto|encoding|engine|entity|formatter|mcp"
        r"|options|parsing|pydantic|queryCommand|registry|scanCommand|schema|streamParser|table)(\.[a-z][A-Za-z]*)+"
    )
    texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    strings = {
        node.value
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    modules = {f"{path.relative_to(SOURCE).parent}.{path.stem}" for path in SOURCE.rglob("*.py")}
    found = {string for string in strings if code.fullmatch(string)}
    return found - {module.replace("/", ".") for module in modules}


def test_ci_runs_the_line_that_the_readme_gives() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    example, checks = re.findall(r"^```sh\n(python3 .*)\n```$", readme, re.MULTILINE)
    assert "examples/kv_store.py" in example
    assert checks in (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert checks in (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()


def test_every_public_name_has_a_docstring_and_a_place_in_the_docs() -> None:
    docs = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in dynamodb_toolbox.__all__:
        value = getattr(dynamodb_toolbox, name)
        assert value.__doc__, f"{name} has no docstring"
        assert re.search(rf"\b{name}\b", docs), f"{name} is nowhere in the docs"
