"""Files that cannot be used are refused in clear words, and left as they were."""

import os
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.engine.storage import connections, sql
from dynamodb_toolbox.engine.storage.faults import explained
from dynamodb_toolbox.errors import EngineError, ResourceNotFoundException
from tests.engine.support import create_table, get, put


def code_of_opening(path: Path | str, synchronous: str = "FULL") -> str:
    with pytest.raises(EngineError) as caught:
        Engine.open(path, synchronous=synchronous)
    assert caught.value.path is None or str(path) in caught.value.message
    return caught.value.code


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_items_outlive_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    put(engine, {"id": {"S": "a"}})
    engine.close()
    engine = Engine.open(str(path))
    assert get(engine) == {"id": {"S": "a"}}
    engine.close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("way", ["backup", "vacuum"])
def test_a_copy_of_a_file_in_use_is_as_good_as_the_file(tmp_path: Path, way: str) -> None:
    path, copy = tmp_path / "items.db", tmp_path / "copy.db"
    with closing(Engine.open(path)) as engine:
        create_table(engine, "plain", id="S")
        put(engine, {"id": {"S": "a"}})
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            if way == "backup":
                source.backup(target)
            else:
                source.execute("VACUUM INTO ?", (str(copy),))
        put(engine, {"id": {"S": "b"}})
    with closing(Engine.open(copy)) as engine:
        assert (get(engine), get(engine, "b")) == ({"id": {"S": "a"}}, None)
        put(engine, {"id": {"S": "c"}})
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_memory_is_gone_with_its_engine() -> None:
    engine = Engine.open(None)
    create_table(engine, "plain", id="S")
    engine.close()
    other = Engine.open(None)
    with pytest.raises(ResourceNotFoundException):
        get(other)
    other.close()


@pytest.mark.parametrize("in_file", [False, True])
def test_a_closed_engine_says_so(tmp_path: Path, in_file: bool) -> None:
    engine = Engine.open(tmp_path / "items.db" if in_file else None)
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="closed") as caught:
        engine.call("ListTables", {})
    assert caught.value.code == "engine.closed"


def test_a_missing_folder(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path / "none" / "items.db") == "engine.missingFolder"


def test_a_directory(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path) == "engine.isDirectory"


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database\n" * 100)
    assert code_of_opening(path) == "engine.notADatabase"
    assert path.read_text() == "not a database\n" * 100


def test_the_database_of_another_application(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    run(path, "CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES (1)")
    before = path.read_bytes()
    assert code_of_opening(path) == "engine.notADatabase"
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    Engine.open(path).close()
    run(path, f"PRAGMA user_version = {sql.FILE_VERSION + 1}")
    before = path.read_bytes()
    assert code_of_opening(path) == "engine.newerVersion"
    assert path.read_bytes() == before


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    put(engine, {"id": {"S": "a"}})
    engine.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    engine = Engine.open(path)
    with pytest.raises(EngineError) as caught:
        get(engine)
    assert caught.value.code == "engine.corrupt"
    engine.close()


@pytest.mark.parametrize("harm", [b'{"id":[1]', b"\xff\xfe", b'{"id":"a"}'])
def test_a_damaged_item(tmp_path: Path, harm: bytes) -> None:
    """SQLite has no checksums: what is damaged inside a row it gives as it is."""
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    put(engine, {"id": {"S": "a"}})
    put(engine, {"id": {"S": "b"}})
    engine.close()
    run(path, f"UPDATE items_1 SET item = x'{harm.hex()}' WHERE pk = x'61'")
    with closing(Engine.open(path)) as engine:
        for operation in ("Scan", "GetItem", "UpdateItem"):
            request = {"TableName": "plain"} | ({} if operation == "Scan" else {"Key": {"id": {"S": "a"}}})
            with pytest.raises(EngineError) as caught:
                engine.call(operation, request)
            assert caught.value.code == "engine.corrupt"
        assert get(engine, "b") == {"id": {"S": "b"}}
        put(engine, {"id": {"S": "a"}})
        assert get(engine) == {"id": {"S": "a"}}


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_SECONDS_BETWEEN_LOOKS", 0.0)
    path, away = tmp_path / "items.db", tmp_path / "away.db"
    with closing(Engine.open(path)) as engine:
        create_table(engine, "plain", id="S")
        path.rename(away)
        for _ in range(2):
            with pytest.raises(EngineError) as caught:
                put(engine, {"id": {"S": "a"}})
            assert caught.value.code == "engine.fileMoved"
        assert not path.exists()
        away.rename(path)
        put(engine, {"id": {"S": "a"}})
        assert get(engine) == {"id": {"S": "a"}}


def test_a_file_that_was_replaced_is_not_written(tmp_path: Path) -> None:
    path, other = tmp_path / "items.db", tmp_path / "other.db"
    with closing(Engine.open(other)) as engine:
        create_table(engine, "plain", id="S")
        put(engine, {"id": {"S": "other"}})
    before = other.read_bytes()
    with closing(Engine.open(path)) as engine:
        create_table(engine, "plain", id="S")
        other.replace(path)
        database = engine._context.database
        with database.reading(), pytest.raises(EngineError) as caught:  # so that it takes another connection
            get(engine)
        assert caught.value.code == "engine.fileMoved"
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    Engine.open(path).close()
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError) as caught,
    ):
        connection.execute(sql.RAISE_GENERATION)
    assert explained(str(path), caught.value).code == "engine.readOnly"


def test_an_unknown_setting(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path / "items.db", synchronous="MAYBE") == "engine.invalidOption"
    assert list(tmp_path.iterdir()) == []


def test_a_file_or_folder_without_permission(tmp_path: Path) -> None:
    with TemporaryDirectory() as open_to_all:  # the folder of a test is not
        folder = Path(open_to_all)
        folder.chmod(0o555)
        assert in_child(lambda: code_of_opening(folder / "new.db")) == "engine.cannotOpen"
        assert list(folder.iterdir()) == []
        folder.chmod(0o755)
        path = folder / "items.db"
        engine = Engine.open(path)
        create_table(engine, "plain", id="S")
        engine.close()
        path.chmod(0o444)
        before = path.read_bytes()
        assert in_child(lambda: code_of_opening(path)) == "engine.readOnly"
        path.chmod(0)
        assert in_child(lambda: code_of_opening(path)) == "engine.cannotOpen"
        assert list(folder.iterdir()) == [path]
        path.chmod(0o644)
        assert path.read_bytes() == before


def in_child(work: Callable[[], str]) -> str:
    """Do it in a process that is nobody in particular (root may write whatever it likes)."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.seteuid(65534)
            os.write(writer, work().encode())
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test must show it
            os.write(writer, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return told.read()


def code_of_reading_all(path: Path) -> str | None:
    try:
        with closing(Engine.open(path)) as engine:
            for number in range(100):
                get(engine, str(number))
    except EngineError as error:
        return error.code
    return None


def test_a_truncated_file(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    for number in range(100):
        put(engine, {"id": {"S": str(number)}, "v": {"S": "x" * 1000}})
    engine.close()
    os.truncate(path, path.stat().st_size // 2)
    before = path.read_bytes()
    assert code_of_reading_all(path) == "engine.corrupt"
    assert path.read_bytes() == before


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    put(engine, {"id": {"S": "a"}})
    size = path.with_name("items.db-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        with pytest.raises(EngineError) as caught:
            put(engine, {"id": {"S": "b"}, "v": {"S": "x" * 100_000}})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.code in {"engine.inputOutput", "engine.diskFull"}
    assert get(engine) == {"id": {"S": "a"}}
    put(engine, {"id": {"S": "b"}})
    engine.close()
    engine = Engine.open(path)
    assert get(engine, "b") == {"id": {"S": "b"}}
    engine.close()


def test_a_full_disk_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    put(engine, {"id": {"S": "a"}})
    connections = engine._context.database._connections
    connection = connections.take()
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    connections.give_back(connection)
    with pytest.raises(EngineError) as caught:
        put(engine, {"id": {"S": "b"}, "v": {"S": "x" * 100_000}})
    assert caught.value.code == "engine.diskFull"
    assert get(engine) == {"id": {"S": "a"}}
    assert get(engine, "b") is None
    engine.close()
