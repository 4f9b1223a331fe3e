"""PartiQL, one statement at a time."""

from collections.abc import Iterator

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import (
    ConditionalCheckFailedException,
    DuplicateItemException,
    ResourceNotFoundException,
    ServiceError,
)
from tests.engine.partiql_support import create_pokemons, execute, numbers, stored
from tests.engine.support import Wire

MALFORMED = "ValidationException: Statement wasn't well formed, can't be processed: "
NO_KEY = "ValidationException: Where clause does not contain a mandatory equality on all key attributes"


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    create_pokemons(engine)
    yield engine
    engine.close()


def refusal(engine: Engine, statement: str, *parameters: object, **settings: object) -> str:
    with pytest.raises(ServiceError) as caught:
        execute(engine, statement, *parameters, **settings)
    return f"{caught.value.name}: {caught.value.message}"


ALL = ["ash 1", "ash 2", "ash 3", "gary 1", "gary 2"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("trainer = 'ash'", ["ash 1", "ash 2", "ash 3"]),
        ("'ash' = trainer AND nr >= 2", ["ash 2", "ash 3"]),
        ("trainer = 'ash' AND 2 > nr", ["ash 1"]),
        ("trainer = 'ash' AND nr BETWEEN 1 AND 2", ["ash 1", "ash 2"]),
        ("trainer = 'ash' AND nr <> 2", ["ash 1", "ash 3"]),
        ("trainer = 'ash' AND nr != 2", ["ash 1", "ash 3"]),
        ("trainer IN ['gary', 'ash'] AND nr = 1", ["gary 1", "ash 1"]),
        ("trainer IN ('ash', 'ash', 'nobody') AND nr = 1", ["ash 1"]),
        ("trainer = 'ash' AND trainer = 'gary'", []),
        ("trainer = 'ash' AND nr = 1 AND nr = 2", []),
        ("NOT trainer = 'ash'", ["gary 1", "gary 2"]),
        ("trainer = 'gary' OR level > 50", ["ash 2", "gary 1", "gary 2"]),
        ("level IN (5, 42)", ["ash 1", "ash 3"]),
        ("level NOT IN [5, 42, 99]", ["gary 1", "gary 2"]),
        ("level NOT BETWEEN 1 AND 50", ["ash 2", "gary 1"]),
        ("level IS MISSING", ["gary 1"]),
        ("level IS NOT MISSING AND level < 10", ["ash 3", "gary 2"]),
        ("note IS NULL", ["gary 2"]),
        ("note IS NOT NULL AND trainer = 'gary'", ["gary 1"]),
        ("note = NULL", ["gary 2"]),
        ("begins_with(species, 'm')", ["ash 2", "ash 3"]),
        ("NOT BEGINS_WITH(species, 'm') AND level = 42", ["ash 1"]),
        ("contains(species, 'kach')", ["ash 1"]),
        ("contains(moves, 'thunder')", ["ash 1"]),
        ("attribute_type(stats, 'M')", ["ash 2"]),
        ("size(moves) = 2", ["ash 1"]),
        ("size(species) < size(trainer)", []),
        ("stats.hp = 10", ["ash 2"]),
        ('stats."list"[1].x = 2', ["ash 2"]),
        ("stats['hp'] = 10", ["ash 2"]),
        ("(level) = 42", ["ash 1"]),
        ("((level = 42) OR (level = 5)) AND trainer = 'ash'", ["ash 1", "ash 3"]),
        ("NOT (level = 42 OR level = 5) AND NOT NOT trainer = 'ash'", ["ash 2"]),
        ("moves = ['tackle', 'thunder']", ["ash 1"]),
        ("stats = {'hp': 10, 'list': [1, {'x': 2}]}", ["ash 2"]),
        ("level = -5.50e1", []),
        ("trainer = 'it''s'", []),
        ("trainer = 'ash' -- the first\n AND /* only\n */ nr = 1", ["ash 1"]),
    ],
)
def test_where_selects(engine: Engine, where: str, expected: list[str]) -> None:
    found = numbers(engine, f'SELECT * FROM "pokemons" WHERE {where}')
    assert found == expected


def test_without_where_all_is_selected_and_keywords_have_no_case(engine: Engine) -> None:
    assert numbers(engine, "select * from pokemons") == ALL


def test_parameters_stand_for_values(engine: Engine) -> None:
    statement = "SELECT * FROM pokemons WHERE trainer = ? AND level IN [?, ?]"
    assert numbers(engine, statement, "ash", 42, 5) == ["ash 1", "ash 3"]
    assert numbers(engine, "SELECT * FROM pokemons WHERE moves = ['tackle', ?]", "thunder") == ["ash 1"]
    assert numbers(engine, "SELECT * FROM pokemons WHERE (?) = trainer AND nr = ?", "gary", 1) == ["gary 1"]
    mismatch = "ValidationException: Number of parameters in request and statement don't match."
    assert refusal(engine, statement, "ash") == mismatch
    assert refusal(engine, "SELECT * FROM pokemons", "ash") == mismatch


@pytest.mark.parametrize(
    ("projection", "expected"),
    [
        ("nr, species", {"nr": {"N": "2"}, "species": {"S": "mew"}}),
        ("stats.hp, nope", {"hp": {"N": "10"}}),
        ('stats."list"[1]', {"list[1]": {"M": {"x": {"N": "2"}}}}),
        ('stats."list"[1].x', {"x": {"N": "2"}}),
        ("nope", {}),
    ],
)
def test_paths_are_given_under_their_last_name(engine: Engine, projection: str, expected: Wire) -> None:
    reply = execute(engine, f"SELECT {projection} FROM pokemons WHERE trainer = 'ash' AND nr = 2")
    assert reply["Items"] == [expected]


def test_an_index_is_read_under_its_name(engine: Engine) -> None:
    by_species = "SELECT * FROM pokemons.\"by-species\" WHERE species = 'mew'"
    assert numbers(engine, by_species) == ["ash 3", "ash 2"]
    assert numbers(engine, f"{by_species} AND level > 50") == ["ash 2"]
    whole = numbers(engine, 'SELECT * FROM "pokemons"."by-species"')
    assert whole == ["ash 3", "ash 2", "ash 1"]
    keys = execute(engine, "SELECT * FROM pokemons.\"keys-only\" WHERE species = 'eevee'")["Items"]
    assert keys == [{"trainer": {"S": "gary"}, "nr": {"N": "1"}, "species": {"S": "eevee"}}]


def test_an_index_gives_only_what_it_has_unless_it_is_local(engine: Engine) -> None:
    assert refusal(engine, 'SELECT note FROM pokemons."keys-only"') == (
        "ValidationException: One or more parameter values were invalid: "
        "Global secondary index keys-only does not project [note]"
    )
    local = "SELECT species FROM pokemons.\"by-level\" WHERE trainer = 'ash' AND level = 42"
    assert execute(engine, local)["Items"] == [{"species": {"S": "pikachu"}}]
    keyed = "SELECT * FROM pokemons.\"keys-only\" WHERE species = 'mew' AND note = 'x'"
    assert refusal(engine, keyed) == (
        "ValidationException: One or more parameter values were invalid: "
        "Secondary index keys-only does not project one or more filter attributes: [note]"
    )
    assert numbers(engine, "SELECT * FROM pokemons.\"keys-only\" WHERE note = 'x'") == []
    consistent = "SELECT * FROM pokemons.\"keys-only\" WHERE species = 'mew'"
    assert refusal(engine, consistent, ConsistentRead=True) == (
        "ValidationException: Strongly consistent read is not supported on Global Secondary Indexes"
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("trainer = 'ash' ORDER BY nr DESC", ["ash 3", "ash 2", "ash 1"]),
        ("trainer = 'ash' ORDER BY nr", ["ash 1", "ash 2", "ash 3"]),
        (
            "trainer IN ['ash', 'gary'] ORDER BY trainer DESC, nr DESC",
            ["gary 2", "gary 1", "ash 3", "ash 2", "ash 1"],
        ),
        ("trainer IN ['gary', 'ash'] ORDER BY trainer ASC", ALL),
    ],
)
def test_order_by_is_that_of_the_key(engine: Engine, order: str, expected: list[str]) -> None:
    assert numbers(engine, f"SELECT * FROM pokemons WHERE {order}") == expected


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("ORDER BY nr", "Must have WHERE clause in the statement when using ORDER BY clause."),
        (
            "WHERE level = 1 ORDER BY nr",
            (
                "Must have at least one non-optional hash key condition in WHERE clause when using "
                "ORDER BY clause."
            ),
        ),
        (
            "WHERE trainer = 'ash' ORDER BY level",
            "Variable reference level in ORDER BY clause must be part of the primary key",
        ),
    ],
)
def test_another_order_is_refused(engine: Engine, statement: str, message: str) -> None:
    assert refusal(engine, f"SELECT * FROM pokemons {statement}") == f"ValidationException: {message}"


@pytest.mark.parametrize(
    "source",
    [
        "pokemons",
        "pokemons WHERE trainer IN ['gary', 'ash']",
        "pokemons WHERE trainer = 'ash' ORDER BY nr DESC",
        "pokemons WHERE level > 10",
        'pokemons."by-species"',
        "pokemons.\"by-species\" WHERE species IN ['pikachu', 'mew', 'eevee']",
        "pokemons.\"by-species\" WHERE species = 'mew' ORDER BY level DESC",
        "pokemons.\"by-level\" WHERE trainer = 'ash'",
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_follow_one_another(engine: Engine, source: str, limit: int) -> None:
    statement = f"SELECT * FROM {source}"
    whole = execute(engine, statement)
    assert "NextToken" not in whole
    found: list[Wire] = []
    settings: Wire = {}
    while True:
        page = execute(engine, statement, Limit=limit, **settings)
        assert len(page["Items"]) <= limit
        found += page["Items"]
        if "NextToken" not in page:
            break
        assert set(page["LastEvaluatedKey"]) >= {"trainer", "nr"}
        settings = {"NextToken": page["NextToken"]}
    assert found == whole["Items"]


def test_in_takes_50_partitions_or_100_values(engine: Engine) -> None:
    def listed(attribute: str, count: int) -> str:
        values = ", ".join(f"'{number}'" for number in range(count))
        return f"SELECT * FROM pokemons WHERE {attribute} IN [{values}]"

    assert numbers(engine, listed("trainer", 50)) == []
    assert numbers(engine, listed("species", 100)) == []
    assert "too many operands; number of operands: 51, at most 50" in refusal(engine, listed("trainer", 51))
    assert "too many operands; number of operands: 101, at most 100" in refusal(
        engine, listed("species", 101)
    )


def test_a_token_is_of_its_statement(engine: Engine) -> None:
    statement = "SELECT * FROM pokemons WHERE trainer = ?"
    token = execute(engine, statement, "ash", Limit=1)["NextToken"]
    other = refusal(engine, statement, "gary", NextToken=token)
    assert other == "ValidationException: NextToken does not match request"
    assert refusal(engine, statement, "ash", NextToken="no token") == "ValidationException: Invalid NextToken"
    delete = refusal(engine, "DELETE FROM pokemons WHERE trainer = 'ash' AND nr = 1", NextToken=token)
    assert delete == "ValidationException: NextToken is only valid on a SELECT statement"


def test_what_it_costs_is_told(engine: Engine) -> None:
    def units(statement: str, **settings: object) -> float:
        reply = execute(engine, statement, ReturnConsumedCapacity="TOTAL", **settings)
        assert reply["ConsumedCapacity"]["TableName"] == "pokemons"
        return float(reply["ConsumedCapacity"]["CapacityUnits"])

    one = "SELECT * FROM pokemons WHERE trainer = 'ash' AND nr = 1"
    assert units(one) == 0.5
    assert units(one, ConsistentRead=True) == 1.0
    assert units("INSERT INTO pokemons VALUE {'trainer': 'new', 'nr': 1}") >= 1.0


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


ASH = "WHERE trainer = 'ash' AND nr = 2"


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


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE pokemons SET a = 1", NO_KEY),
        ("UPDATE pokemons SET a = 1 WHERE trainer = 'ash'", NO_KEY),
        ("UPDATE pokemons SET a = 1 WHERE trainer = 'ash' AND nr > 1", NO_KEY),
        ("UPDATE pokemons SET a = 1 WHERE trainer = 'ash' OR nr = 1", NO_KEY),
        ("DELETE FROM pokemons WHERE level = 1", NO_KEY),
        (
            f"UPDATE pokemons SET nr = 1 {ASH}",
            (
                "ValidationException: One or more parameter values were invalid: "
                "Cannot update attribute nr. This attribute is part of the key"
            ),
        ),
        (
            f'DELETE FROM pokemons."by-level" {ASH}',
            "ValidationException: This operation is not supported on an index",
        ),
        (
            f"DELETE FROM pokemons {ASH} RETURNING ALL NEW *",
            (
                "ValidationException: Invalid returning clause: RETURNING ALL NEW *. "
                "Only RETURNING ALL OLD * is allowed in DELETE statements."
            ),
        ),
        (
            "INSERT INTO pokemons.x VALUE {'a': 1}",
            (
                "ValidationException: FROM clause may only contain a single table name "
                "in data manipulation statements"
            ),
        ),
        (
            "SELECT * FROM a.b.c",
            "ValidationException: A path may contain at most 2 components in the FROM clause",
        ),
        ('SELECT * FROM ""', "ValidationException: Path component cannot be an empty string"),
        (
            "SELECT * FROM pokemons.nope",
            "ValidationException: The table does not have the specified index",
        ),
        ("SELECT\n COUNT(*) FROM pokemons", "ValidationException: Unexpected path component at 2:2:5"),
        (
            "SELECT * FROM nope WHERE level < TRUE",
            (
                "ValidationException: Incorrect operand type for operator or function; "
                "operator or function: <, operand type: BOOL"
            ),
        ),
        (
            "EXISTS(SELECT * FROM pokemons WHERE trainer = 'a')",
            "ValidationException: EXISTS may only be used in ExecuteTransaction",
        ),
        (
            f"UPDATE pokemons SET a = set_add(b, <<1>>) {ASH}",
            "ValidationException: set_add changes the set that it is assigned to, and no other",
        ),
        ("SELECTT * FROM pokemons", f"{MALFORMED}Expected data manipulation"),
        ("SELECT * FROM", f"{MALFORMED}Expected a table name at 1:14, found the end"),
        ("SELECT * FROM pokemons LIMIT 1", f"{MALFORMED}Unexpected token after expression"),
        ("SELECT * FROM pokemons WHERE a = 'x", MALFORMED),
        (
            "SELECT * FROM pokemons WHERE a",
            f"{MALFORMED}Expected a comparison operator at 1:31, found the end",
        ),
        (
            "SELECT * FROM pokemons WHERE 1 IS NULL",
            f"{MALFORMED}Expected an attribute path before IS at 1:35, found 'NULL'",
        ),
        (
            f"SELECT * FROM pokemons WHERE {'(' * 2000}a = 1{')' * 2000}",
            f"{MALFORMED}The statement is nested too deeply",
        ),
        (
            f"SELECT * FROM pokemons WHERE a = {'[' * 2000}{']' * 2000}",
            f"{MALFORMED}The statement is nested too deeply",
        ),
    ],
)
def test_what_is_wrong_is_told(engine: Engine, statement: str, message: str) -> None:
    assert refusal(engine, statement) == message


def test_a_table_must_be_there(engine: Engine) -> None:
    for statement in (
        "SELECT * FROM nope",
        "DELETE FROM nope WHERE a = 1",
        "INSERT INTO nope VALUE {'a': 1}",
    ):
        with pytest.raises(ResourceNotFoundException):
            execute(engine, statement)


def test_the_shape_is_checked_first(engine: Engine) -> None:
    broken = "failed to satisfy constraint: Member must"
    with pytest.raises(ServiceError) as caught:
        engine.call("ExecuteStatement", {})
    assert (
        caught.value.message == f"1 validation error detected: Value null at 'statement' {broken} not be null"
    )
    with pytest.raises(ServiceError) as caught:
        engine.call("ExecuteStatement", {"Statement": "", "Parameters": [], "Limit": 0})
    assert caught.value.message == (
        "3 validation errors detected: "
        f"Value '' at 'statement' {broken} have length greater than or equal to 1; "
        f"Value '[]' at 'parameters' {broken} have length greater than or equal to 1; "
        f"Value '0' at 'limit' {broken} have value greater than or equal to 1"
    )


def test_a_statement_may_have_8192_characters(engine: Engine) -> None:
    statement = "SELECT * FROM pokemons WHERE trainer = 'ash'"
    assert len(execute(engine, statement + " " * (8192 - len(statement)))["Items"]) == 3
    assert "length less than or equal to 8192" in refusal(engine, statement + " " * (8193 - len(statement)))


OVERFLOW = "Number overflow. Attempting to store a number with magnitude larger than supported range"
LEFT_OVER = f"{MALFORMED}Unexpected token after expression"
ALIAS = "ValidationException: Aliasing is not supported"


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("SELECT * FROM pokemons WHERE nr = 1 e5", LEFT_OVER),
        ("SELECT * FROM pokemons WHERE nr = 1)", LEFT_OVER),
        ("SELECT * FROM pokemons ORDER BY nr WHERE nr = 1", LEFT_OVER),
        ("INSERT INTO pokemons VALUE {'nr': 1} more", LEFT_OVER),
        ("INSERT INTO pokemons p VALUE {'nr': 1}", LEFT_OVER),
        ("UPDATE pokemons SET a = 1 WHERE nr = 1 more", LEFT_OVER),
        ("DELETE FROM pokemons WHERE nr = 1 ORDER BY nr", LEFT_OVER),
        ("SELECT * FROM pokemons p WHERE nr = 1", ALIAS),
        ("SELECT * FROM pokemons AS p WHERE nr = 1", ALIAS),
        ("UPDATE pokemons p SET a = 1 WHERE nr = 1", ALIAS),
        ('DELETE FROM pokemons "p" WHERE nr = 1', ALIAS),
        ("SELECT * FROM pokemons WHERE nr = 1e2147483648", MALFORMED),
        ("SELECT * FROM pokemons WHERE nr = 1.5e-2147483647", MALFORMED),
        ("SELECT * FROM pokemons WHERE nr = 1 # note", MALFORMED),
        ("SELECT * FROM pokemons WHERE nr = 1 /* note", MALFORMED),
        ("SELECT * FROM pokemons WHERE nr = 1e126", f"ValidationException: {OVERFLOW} under root"),
        ("INSERT INTO pokemons VALUE {'nr': 1e126}", f"ValidationException: {OVERFLOW} under root"),
        ("INSERT INTO pokemons VALUE {'m': {'x': 1e126}}", f"ValidationException: {OVERFLOW} under root.x"),
        (
            f"UPDATE pokemons SET l = [1, 1e126] {ASH}",
            f"ValidationException: {OVERFLOW} under root[1]",
        ),
    ],
)
def test_grammar_is_told_in_the_words_of_the_service(engine: Engine, statement: str, message: str) -> None:
    """Source: paritysuite/dynamodb-conformance, `tier3/error-messages/partiqlGrammar` (October 2026)."""
    assert refusal(engine, statement) == message


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
