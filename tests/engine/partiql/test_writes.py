"""What INSERT, UPDATE and DELETE write, and what they give back."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ConditionalCheckFailedException, DuplicateItemException
from tests.engine.partiql_support import execute, refusal, stored
from tests.engine.support import Wire

ASH = "WHERE trainer = 'ash' AND nr = 2"


def test_insert_writes_what_is_not_there(engine: Engine) -> None:
    statement = (
        "INSERT INTO \"pokemons\" VALUE {'trainer': 'brock', 'nr': 1e0, 'tags': <<'b', 'a'>>, "
        "'numbers': <<1, 2.50>>, 'nested': {'list': [TRUE, NULL, ?], 'empty': {}, 'none': []}, "
        "'text': 'it''s'}"
    )
    assert execute(engine, statement, "parameter")["Items"] == []
    assert stored(engine, "brock", 1) == {
        "trainer": {"S": "brock"},
        "nr": {"N": "1"},
        "tags": {"SS": ["b", "a"]},
        "numbers": {"NS": ["1", "2.5"]},
        "nested": {
            "M": {
                "list": {"L": [{"BOOL": True}, {"NULL": True}, {"S": "parameter"}]},
                "empty": {"M": {}},
                "none": {"L": []},
            }
        },
        "text": {"S": "it's"},
    }
    with pytest.raises(DuplicateItemException, match="Duplicate primary key exists in table"):
        execute(engine, statement, "another")
    execute(engine, "INSERT INTO pokemons VALUE ?", {"trainer": "misty", "nr": 1})
    assert stored(engine, "misty", 1) == {"trainer": {"S": "misty"}, "nr": {"N": "1"}}


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("{'trainer': 'x'}", "One or more parameter values were invalid: Missing the key nr in the item"),
        ("{'trainer': 'x', 'nr': 1, 's': <<>>}", "A set holds strings only, numbers only or binaries only"),
        ("{'trainer': 'x', 'nr': 1, 's': <<1, 'a'>>}", "A set holds strings only, numbers only or binaries"),
        ("'text'", "INSERT takes a map of attributes as its VALUE"),
    ],
)
def test_an_item_that_does_not_serve_is_refused(engine: Engine, statement: str, message: str) -> None:
    assert refusal(engine, f"INSERT INTO pokemons VALUE {statement}").startswith(
        f"ValidationException: {message}"
    )


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("SET level = 100", {"level": {"N": "100"}}),
        ("SET level = level + 1", {"level": {"N": "100"}}),
        (
            "SET level = level - 9 SET mark = 'x', copy = species",
            {"level": {"N": "90"}, "mark": {"S": "x"}, "copy": {"S": "mew"}},
        ),
        (
            "SET stats.hp = ?",
            {"stats": {"M": {"hp": {"S": "p"}, "list": {"L": [{"N": "1"}, {"M": {"x": {"N": "2"}}}]}}}},
        ),
        ("SET tags = <<'a'>>", {"tags": {"SS": ["a"]}}),
        ("SET tags = set_add(tags, <<'a', 'b'>>)", {"tags": {"SS": ["a", "b"]}}),
        ("REMOVE level, nope", {"level": None}),
        ("SET mark = 'x' REMOVE level", {"level": None, "mark": {"S": "x"}}),
        ("SET moves = list_append(['a'], ['b'])", {"moves": {"L": [{"S": "a"}, {"S": "b"}]}}),
    ],
)
def test_update_changes_parts(engine: Engine, update: str, expected: Wire) -> None:
    before = stored(engine, "ash", 2) or {}
    parameters = ["p"] if "?" in update else []
    assert execute(engine, f"UPDATE pokemons {update} {ASH}", *parameters)["Items"] == []
    after = {**before, **expected}
    assert stored(engine, "ash", 2) == {name: value for name, value in after.items() if value is not None}


def test_elements_of_sets_and_lists_come_and_go(engine: Engine) -> None:
    execute(engine, f"UPDATE pokemons SET tags = <<'a', 'b'>> SET moves = ['x'] {ASH}")
    execute(engine, f"UPDATE pokemons SET tags = set_delete(tags, <<'a'>>) {ASH}")
    execute(engine, f"UPDATE pokemons SET moves = list_append(moves, ['y']) {ASH}")
    execute(engine, f"UPDATE pokemons REMOVE moves[0] {ASH}")
    found = stored(engine, "ash", 2) or {}
    assert (found["tags"], found["moves"]) == ({"SS": ["b"]}, {"L": [{"S": "y"}]})


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SET level = 1 {} RETURNING ALL OLD *", ["99 mew"]),
        ("SET level = 1 {} RETURNING ALL NEW *", ["1 mew"]),
        ("SET level = 1 {} RETURNING MODIFIED OLD *", ["99 "]),
        ("SET level = 1 {} RETURNING MODIFIED NEW *", ["1 "]),
        ("REMOVE level {} RETURNING MODIFIED NEW *", []),
    ],
)
def test_update_returns_what_is_asked_for(engine: Engine, statement: str, expected: list[str]) -> None:
    items = execute(engine, f"UPDATE pokemons {statement.format(ASH)}")["Items"]
    assert [f"{i['level']['N']} {i.get('species', {}).get('S', '')}" for i in items] == expected


def test_update_needs_an_item_for_which_where_holds(engine: Engine) -> None:
    for where in ("trainer = 'ash' AND nr = 9", "trainer = 'ash' AND nr = 2 AND level = 1"):
        with pytest.raises(ConditionalCheckFailedException):
            execute(engine, f"UPDATE pokemons SET level = 1 WHERE {where}")
    assert stored(engine, "ash", 9) is None
    statement = "UPDATE pokemons SET nope = 1 WHERE trainer = 'ash' AND nr = 3 AND level > 5"
    with pytest.raises(ConditionalCheckFailedException) as failed:
        execute(engine, statement, ReturnValuesOnConditionCheckFailure="ALL_OLD")
    assert failed.value.item is not None
    assert failed.value.item["level"] == {"N": "5"}


def test_delete_removes_an_item_for_which_where_holds(engine: Engine) -> None:
    with pytest.raises(ConditionalCheckFailedException):
        execute(engine, f"DELETE FROM pokemons {ASH} AND level = 1")
    deleted = execute(engine, f"DELETE FROM pokemons {ASH} AND level = 99 RETURNING ALL OLD *")["Items"]
    assert [item["species"] for item in deleted] == [{"S": "mew"}]
    assert stored(engine, "ash", 2) is None
    assert execute(engine, f"DELETE FROM pokemons {ASH} AND level = 99 RETURNING ALL OLD *") == {"Items": []}


def test_an_update_may_begin_with_its_table(engine: Engine) -> None:
    """Source: paritysuite/dynamodb-conformance, `tier2/partiql/fromFirstUpdate` (October 2026)."""
    statement = f"from pokemons {ASH} AND level = ? set level = ? remove species returning all new *"
    before = stored(engine, "ash", 2) or {}
    request = {"Statement": statement, "Parameters": [before["level"], {"N": "99"}]}
    after = {name: value for name, value in before.items() if name != "species"} | {"level": {"N": "99"}}
    assert engine.call("ExecuteStatement", request)["Items"] == [after]
    assert stored(engine, "ash", 2) == after != before
    assert refusal(engine, f"FROM pokemons {ASH} AND level = 1 SET level = 2") == (
        "ConditionalCheckFailedException: The conditional request failed"
    )
