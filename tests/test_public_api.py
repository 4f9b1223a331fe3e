"""What `import dynamodb_toolbox` gives, and what it costs."""

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import dynamodb_toolbox


def fresh(code: str) -> str:
    """Run code in a fresh interpreter and give what it prints."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_all_names_are_there_once() -> None:
    names = dynamodb_toolbox.__all__
    assert len(names) == len(set(names))
    for name in names:
        assert isinstance(getattr(dynamodb_toolbox, name), ModuleType) == (name in {"s", "updates"})
    assert set(names) <= set(dir(dynamodb_toolbox))


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(dynamodb_toolbox.__file__).read_text(encoding="utf-8"))
    [guard] = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {alias.name for node in guard.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == set(dynamodb_toolbox.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        dynamodb_toolbox.nope  # noqa: B018


def test_importing_loads_nothing_before_it_is_asked_for() -> None:
    """Except for the empty floor on which the package says who adopts clients of other libraries."""
    loaded = fresh("import sys, dynamodb_toolbox; print(sorted(m for m in sys.modules if 'dynamodb' in m))")
    assert loaded.strip() == "['dynamodb_toolbox', 'dynamodb_toolbox.protocol']"


def test_a_request_is_made_without_engine_asyncio_or_tls() -> None:
    code = """
import sys
from dynamodb_toolbox import Entity, PutItemCommand, Table, s
table = Table(name="t", partition_key={"name": "id", "type": "string"})
entity = Entity(name="e", table=table, schema=s.item({"id": s.string().key()}))
entity.build(PutItemCommand).item({"id": "a"}).params()
print([m for m in ("asyncio", "ssl", "sqlite3", "dynamodb_toolbox.engine", "msgspec") if m in sys.modules])
"""
    assert fresh(code).strip() == "[]"


def test_the_package_is_typed() -> None:
    assert (Path(dynamodb_toolbox.__file__).parent / "py.typed").exists()
