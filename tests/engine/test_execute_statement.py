"""ExecuteStatement: its shape, its pages, its costs. What a statement says and does is in `partiql/`."""

from collections.abc import Iterator

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ResourceNotFoundException, ServiceError
from tests.engine.partiql_support import create_pokemons, execute, refusal
from tests.engine.support import Wire


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    create_pokemons(engine)
    yield engine
    engine.close()


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
