"""What SELECT finds, what it gives of it, and in which order."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.partiql_support import execute, numbers, refusal
from tests.engine.support import Wire

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
