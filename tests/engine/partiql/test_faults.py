"""What is wrong with a statement is told in the words of the service."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.partiql_support import refusal

ASH = "WHERE trainer = 'ash' AND nr = 2"
MALFORMED = "ValidationException: Statement wasn't well formed, can't be processed: "
NO_KEY = "ValidationException: Where clause does not contain a mandatory equality on all key attributes"
OVERFLOW = "Number overflow. Attempting to store a number with magnitude larger than supported range"
LEFT_OVER = f"{MALFORMED}Unexpected token after expression"
ALIAS = "ValidationException: Aliasing is not supported"


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
