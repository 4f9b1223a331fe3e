"""What is printed is read back, and what is wrong is said in DynamoDB's words."""

import pytest
from hypothesis import given, settings

from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.parser import parse_condition
from dynamodb_toolbox.expressions.printer import print_condition, print_projection, print_update
from dynamodb_toolbox.values import AttributeValue
from tests.expressions import strategies

VALUES: dict[str, AttributeValue] = {
    ":s": {"S": "a"},
    ":n": {"N": "1"},
    ":l": {"L": []},
    ":ss": {"SS": ["a"]},
}
A, B, C = (n.Comparison("=", n.Path((name,)), n.Value({"S": "a"})) for name in ("a", "b", "c"))


def condition(text: str) -> n.Condition:
    return Bindings({"#n": "name"}, VALUES).condition(text)


def update(text: str) -> n.Update:
    return Bindings({"#n": "name"}, VALUES).update(text)


@given(strategies.conditions)
@settings(max_examples=200)
def test_a_printed_condition_is_read_back(tree: n.Condition) -> None:
    printed = print_condition(tree)
    bindings = Bindings(printed.names, printed.values)
    assert bindings.condition(printed.text) == tree
    bindings.check_all_used()


@given(strategies.projections)
def test_a_printed_projection_is_read_back(tree: n.Projection) -> None:
    printed = print_projection(tree)
    assert Bindings(printed.names, {}).projection(printed.text) == tree


@given(strategies.updates())
def test_a_printed_update_is_read_back(tree: n.Update) -> None:
    printed = print_update(tree)
    bindings = Bindings(printed.names, printed.values)
    assert bindings.update(printed.text) == tree
    bindings.check_all_used()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a = :s AND b = :s AND c = :s", n.And((A, B, C))),
        ("(a = :s) AND (b = :s)", n.And((A, B))),
        ("(a = :s AND b = :s) AND c = :s", n.And((n.And((A, B)), C))),
        ("a = :s OR b = :s AND c = :s", n.Or((A, n.And((B, C))))),
        ("NOT a = :s AND b = :s", n.And((n.Not(A), B))),
        ("not NOT (a = :s or b = :s)", n.Not(n.Not(n.Or((A, B))))),
        ("(a) = (:s)", A),
        ("a BETWEEN :s AND :s AND b = :s", n.And((n.Between(A.left, A.right, A.right), B))),
        ("a IN (:s, b)", n.In(A.left, (A.right, B.left))),
        ("size(a) = :n", n.Comparison("=", n.Size(n.Path(("a",))), n.Value({"N": "1"}))),
        ("#n . x [ 0 ][12] = :s", n.Comparison("=", n.Path(("name", "x", 0, 12)), n.Value({"S": "a"}))),
        ("contains = :s", n.Comparison("=", n.Path(("contains",)), n.Value({"S": "a"}))),
    ],
)
def test_conditions_bind_as_the_service_reads_them(text: str, tree: n.Condition) -> None:
    assert condition(text) == tree


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The expression can not be empty;"),
        (" ", 'Syntax error; token: "<EOF>", near: " "'),
        ("a = ", 'Syntax error; token: "<EOF>", near: "= "'),
        ("a b", 'Syntax error; token: "b", near: "a b"'),
        ("a == :s", 'Syntax error; token: "=", near: "== :s"'),
        ("a = :s)", 'Syntax error; token: ")", near: ":s)"'),
        ("(a = :s", 'Syntax error; token: "<EOF>", near: ":s"'),
        ("(a = :s) (b = :s)", 'Syntax error; token: "(", near: ") (b"'),
        ("a[1.5] = :s", 'Syntax error; token: ".", near: "1.5"'),
        ("a$ = :s", 'Syntax error; token: "$", near: "a$ ="'),
        ("and = :s", 'Syntax error; token: "and", near: "and ="'),
        ("((a = :s))", "The expression has redundant parentheses;"),
        ("((a)) = :s", "The expression has redundant parentheses;"),
        ("foo(a)", "Invalid function name; function: foo"),
        ("status = :s", "Attribute name is a reserved keyword; reserved keyword: status"),
        ("a[99999999999] = :s", "List index is not within the allowable range; index: [99999999999]"),
        (
            "#x = :s",
            "An expression attribute name used in the document path is not defined; attribute name: #x",
        ),
        ("a = :x", "An expression attribute value used in expression is not defined; attribute value: :x"),
        (
            "attribute_exists(a, b)",
            (
                "Incorrect number of operands for operator or function; "
                "operator or function: attribute_exists, number of operands: 2"
            ),
        ),
        (
            "attribute_exists(:s)",
            "Operator or function requires a document path; operator or function: attribute_exists",
        ),
        ("size(a)", "The function is not allowed to be used this way in an expression; function: size"),
        (
            "begins_with(a, b) = :s",
            "The function is not allowed to be used this way in an expression; function: begins_with",
        ),
        (
            "begins_with(a, :n)",
            (
                "Incorrect operand type for operator or function; "
                "operator or function: begins_with, operand type: N"
            ),
        ),
        (
            "a < :l",
            "Incorrect operand type for operator or function; operator or function: <, operand type: L",
        ),
        (
            "a = a",
            (
                "The first operand must be distinct from the remaining operands for this operator "
                "or function; operator: =, first operand: [a]"
            ),
        ),
        (
            "a BETWEEN :n AND :s",
            (
                "The BETWEEN operator requires same data type for lower and upper bounds; "
                "lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}"
            ),
        ),
        (".".join("a" * 33) + " = :s", "The document path has too many nesting levels; nesting levels: 33"),
        (
            "a IN (" + ", ".join(["b"] * 101) + ")",
            "The IN operator is provided with too many operands; number of operands: 101",
        ),
        (
            " AND ".join(["a = b"] * 151),
            "The expression contains too many operators; operator count: 301",
        ),
        (
            "a = " + "b" * 4093,
            "Expression size has exceeded the maximum allowed size; expression size: 4097",
        ),
    ],
)
def test_a_faulty_condition_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValidationException) as caught:
        condition(text)
    assert caught.value.message == f"Invalid ConditionExpression: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SET", 'Syntax error; token: "<EOF>", near: "SET"'),
        ("a = :s", 'Syntax error; token: "a", near: "a ="'),
        ("SET a = :n + :n + :n", 'Syntax error; token: "+", near: ":n + :n"'),
        ("ADD n if_not_exists(n, :n)", 'Syntax error; token: "if_not_exists", near: "n if_not_exists("'),
        ("SET a = ((:s))", "The expression has redundant parentheses;"),
        (
            "SET a = :s SET b = :s",
            'The "SET" section can only be used once in an update expression;',
        ),
        ("SET a = size(b)", "The function is not allowed in an update expression; function: size"),
        (
            "SET a = list_append(list_append(a, :l), :l)",
            "The function is not allowed to be used this way in an expression; function: list_append",
        ),
        (
            "SET a = :s, a.b = :s",
            (
                "Two document paths overlap with each other; must remove or rewrite one of these paths; "
                "path one: [a], path two: [a, b]"
            ),
        ),
        (
            "SET a.b = :s, a = :s",
            (
                "Two document paths overlap with each other; must remove or rewrite one of these paths; "
                "path one: [a, b], path two: [a]"
            ),
        ),
        (
            "SET a[0] = :s, a.b = :s",
            (
                "Two document paths conflict with each other; must remove or rewrite one of these paths; "
                "path one: [a, [0]], path two: [a, b]"
            ),
        ),
        (
            "ADD a :s",
            (
                "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, "
                "typeSet: ALLOWED_FOR_ADD_OPERAND"
            ),
        ),
        (
            "SET a = :s + :n",
            "Incorrect operand type for operator or function; operator or function: +, operand type: S",
        ),
    ],
)
def test_a_faulty_update_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValidationException) as caught:
        update(text)
    assert caught.value.message == f"Invalid UpdateExpression: {message}"


def test_the_clauses_of_an_update_come_in_any_order_and_case() -> None:
    assert update("remove b Set a = (a + :n) delete d :ss") == n.Update(
        set=(n.SetAction(n.Path(("a",)), n.Plus(n.Path(("a",)), n.Value({"N": "1"}))),),
        remove=(n.RemoveAction(n.Path(("b",))),),
        delete=(n.DeleteAction(n.Path(("d",)), n.Value({"SS": ["a"]})),),
    )


def test_unused_placeholders_are_refused() -> None:
    bindings = Bindings({"#a": "a", "#b": "b"}, {":c": {"S": "c"}})
    bindings.projection("#a")
    with pytest.raises(ValidationException, match=r"ExpressionAttributeNames unused.*keys: \{#b\}"):
        bindings.check_all_used()


def test_parsing_is_cached_by_text() -> None:
    assert parse_condition("a = :s") is parse_condition("a = :s")


@pytest.mark.parametrize("deep", ["(" * 2000, "NOT " * 1000, "size(" * 800, "((a = b AND " * 300])
def test_depth_never_exhausts_the_stack(deep: str) -> None:
    with pytest.raises(ValidationException):
        condition(deep)
