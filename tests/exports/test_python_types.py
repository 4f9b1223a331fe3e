"""`to_python_types`; what checkers make of its text is in `tests/typing`."""

from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from dynamodb_toolbox import Entity, Table, s
from dynamodb_toolbox.exports.python_types import to_python_types
from tests.exports.every_type import every_type, table
from tests.refusals import refused
from tests.typing import checkers

GENERATED = Path(checkers.__file__).parent / "right" / "generated.py"


def classes(*entities: Entity[Any, Any]) -> dict[str, Any]:
    """Run the text, and give its TypedDicts."""
    names: dict[str, Any] = {"__name__": "generated"}
    exec(compile(to_python_types(*entities), "generated", "exec"), names)
    return {name: value for name, value in names.items() if hasattr(value, "__required_keys__")}


def entity(name: str = "it", **attributes: Any) -> Entity[Any, Any]:
    schema = s.item({"pk": s.string().key(), **attributes})
    return Entity(name=name, table=table, schema=schema, timestamps=False, entity_attribute=False)


def keys(kind: Any) -> tuple[set[str], set[str]]:
    """Give the keys that are required, and those that are not, as a checker reads them."""
    hints = get_type_hints(kind, vars(__import__(__name__)), include_extras=True)
    optional = {name for name, hint in hints.items() if str(hint).startswith("typing.NotRequired")}
    return set(hints) - optional, optional


def test_the_text_is_that_which_the_checkers_see() -> None:
    assert GENERATED.read_text(encoding="utf-8") == to_python_types(every_type)


def test_the_text_runs_and_is_the_same_whatever_the_order() -> None:
    one, two = entity("one"), entity("two")
    assert to_python_types(one, two) == to_python_types(two, one)
    found = classes(every_type)
    assert {"EveryTypeItem", "EveryTypeInput", "EveryTypeUpdate", "EveryTypeKey"} < found.keys()


def test_what_must_be_there() -> None:
    found = classes(
        entity(
            a=s.string(),
            b=s.string().optional(),
            c=s.string().default("x"),
            d=s.string().hidden(),
            e=s.string().link(lambda item: "x"),
            f=s.string().required("always").put_default("x"),
        )
    )
    shown = {name: kind.__annotations__ for name, kind in found.items()}
    assert {name for name, hint in shown["ItInput"].items() if "NotRequired" in str(hint)} == {
        "b",
        "c",
        "e",
        "f",
    }
    assert {name for name, hint in shown["ItItem"].items() if "NotRequired" in str(hint)} == {"b"}
    assert "d" not in shown["ItItem"]
    update = {name for name, hint in shown["ItUpdate"].items() if "NotRequired" in str(hint)}
    assert update == {"a", "b", "c", "d", "e"}
    assert list(shown["ItKey"]) == ["pk"]


def test_actions_that_an_update_takes() -> None:
    hints = classes(entity(n=s.number().optional(), t=s.set(s.string()), l=s.list(s.string())))["ItUpdate"]
    said = {name: str(hint) for name, hint in hints.__annotations__.items()}
    assert "actions.Add" in said["n"]
    assert "actions.Remove" in said["n"]
    assert "actions.Delete" in said["t"]
    assert "actions.Append" in said["l"]
    assert "actions.Remove" not in said["t"]


def test_names_that_meet() -> None:
    other = Table(name="other", partition_key={"name": "pk", "type": "string"})
    twin = Entity(name="IT", table=other, schema=s.item({"pk": s.string().key()}))
    nested = entity("it", item=s.map({"x": s.string()}), any=s.map({"x": s.string()}))
    found = classes(twin, nested, entity("1st"), entity("no-thing!"))
    assert {"ITItem", "ItItem", "ItItemItem", "ItItemAny", "T1stItem", "NoThingItem"} < found.keys()
    assert {"AItem", "AItem2"} < classes(entity("a"), entity("a")).keys()


def test_names_that_would_break_the_text() -> None:
    ligature, ordinal = "\ufb01t", "\u00aa"  # which Python reads as `fit` and `a`
    odd = entity("odd", **{ligature: s.string(), "at": s.map({ordinal: s.string()})})
    found = classes(entity('"""'), entity("\\"), entity("a\nb"), entity(ordinal), odd)
    assert found["TItem"].__doc__ == 'What is read of the entity \'"""\'.'
    assert {"pk", ligature} <= found["OddItem"].__annotations__.keys()
    assert found["OddItemAt"].__annotations__.keys() == {ordinal}


def test_classes_that_cannot_be_named_elsewhere() -> None:
    class Local(Enum):
        A = "a"

    with refused("schema.unsupportedType"):
        to_python_types(entity(local=s.enum(Local)))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (int | None, "int | None"),
        (dict[str, Any], "dict[str, Any]"),
        (tuple[int, ...], "tuple[int, ...]"),
        (Path, "pathlib.Path"),
        ("anything", "Any"),
    ],
    ids=str,
)
def test_what_anything_is_cast_as(kind: Any, said: str) -> None:
    text = to_python_types(entity(it=s.any().cast_as(kind)))
    assert f"    it: {said}\n" in text
