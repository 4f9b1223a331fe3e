"""Where the reference is at fault, and we answer rightly: how to know such a case, in any file of cases.

Each rule looks at a case whose answers differ, and tells whether the difference is the fault it is about.
The cases of our own file that fall under a rule are named in `differences.toml`; docs/differences.md says the
same to users. Sections are those of the project's account of the reference.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.golden.values import equal

NAMED = Path(__file__).with_name("differences.toml")

Answer = dict[str, Any]
Rule = Callable[[dict[str, Any], Answer, Answer], bool]

_CONDITION = (
    "ConditionExpression",
    "FilterExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
)
_PROJECTION = ("ProjectionExpression", "ExpressionAttributeNames")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_#@-]*")


def named() -> dict[str, str]:
    """Give the cases of our file that differ deliberately, each with its reason."""
    listed = tomllib.loads(NAMED.read_text(encoding="utf-8"))["difference"]
    return {name: difference["reason"] for difference in listed for name in difference["cases"]}


def reason(case: dict[str, Any], expected: Answer, received: Answer) -> str | None:
    """Say which fault of the reference makes the answers differ, if one does."""
    return next((text for text, rule in RULES.items() if rule(case, expected, received)), None)


def _request(answer: Answer) -> dict[str, Any]:
    """Give the request of an answer; those of transactions and batches are one level down."""
    request = answer.get("expect")
    if not isinstance(request, Mapping):
        return {}
    [*inner] = [v for v in request.values() if isinstance(v, Mapping) and {"TableName", "Keys"} & v.keys()]
    return dict(inner[0] if len(inner) == 1 else request)


def _same_but(fields: tuple[str, ...], expected: Answer, received: Answer) -> bool:
    first, second = (
        {name: value for name, value in _request(answer).items() if name not in fields}
        for answer in (expected, received)
    )
    return bool(_request(received)) and equal(first, second)


def _has(condition: Any, wanted: Callable[[Mapping[str, Any]], bool]) -> bool:
    if isinstance(condition, Mapping):
        return wanted(condition) or any(_has(child, wanted) for child in condition.values())
    return isinstance(condition, list) and any(_has(child, wanted) for child in condition)


def _condition_of(case: dict[str, Any]) -> Any:
    if case["action"] == "condition":
        return case["input"]
    options = case.get("options") or {}
    return [options[name] for name in ("condition", "filter", "filters") if name in options]


def free_reference(case: dict[str, Any], expected: Answer, received: Answer) -> bool:
    """`{value, eq: {attr}}` somewhere in the condition, and nothing but the condition differs."""

    def refers(condition: Mapping[str, Any]) -> bool:
        operands = [v for name, v in condition.items() if name not in {"value", "transform"}]
        return "value" in condition and any(isinstance(v, Mapping) and "attr" in v for v in operands)

    return _has(_condition_of(case), refers) and _same_but(_CONDITION, expected, received)


def whole_value(case: dict[str, Any], _expected: Answer, _received: Answer) -> bool:
    """`$set` anywhere in an UpdateAttributes."""
    return case["action"] == "updateAttributes" and _has(
        case["input"], lambda value: value.get("$op") == "set"
    )


def odd_name(_case: dict[str, Any], expected: Answer, received: Answer) -> bool:
    """A stored name that the reference cuts, and nothing else in the request differs."""
    names = _request(received).get("ExpressionAttributeNames", {}).values()
    odd = any(not _PLAIN_NAME.fullmatch(re.sub(r"[.\[\]]", "", name)) for name in names)
    return odd and _same_but((*_CONDITION, *_PROJECTION), expected, received)


def overlap(_case: dict[str, Any], expected: Answer, received: Answer) -> bool:
    """The recorded projection, without what lies inside of its other paths, is ours."""
    if not all("ProjectionExpression" in _request(answer) for answer in (expected, received)):
        return False
    recorded, ours = _paths(expected), _paths(received)
    outer = [path for path in recorded if not any(path[:n] in recorded for n in range(1, len(path)))]
    return outer == ours != recorded and _same_but(_PROJECTION, expected, received)


def _paths(answer: Answer) -> list[tuple[str | int, ...]]:
    request = _request(answer)
    names = request["ExpressionAttributeNames"]
    paths: list[tuple[str | int, ...]] = []
    for text in request["ProjectionExpression"].split(", "):
        parts = re.findall(r"#\w+|\[\d+\]", text)
        paths.append(tuple(names[part] if part.startswith("#") else int(part[1:-1]) for part in parts))
    return paths


def members(case: dict[str, Any], expected: Answer, received: Answer) -> bool:
    """Sets or big numbers among the members of `in`, and nothing but the condition differs."""

    def has_members(condition: Mapping[str, Any]) -> bool:
        tags = {tag for member in condition.get("in") or () if isinstance(member, Mapping) for tag in member}
        return bool(tags & {"$set", "$bigint"})

    return _has(_condition_of(case), has_members) and _same_but(_CONDITION, expected, received)


def nothing_to_update(_case: dict[str, Any], expected: Answer, received: Answer) -> bool:
    """An empty expression was recorded, and ours has none."""
    empty = _request(expected).get("UpdateExpression") == ""
    return empty and _same_but(("UpdateExpression",), expected, received)


def base_operand(case: dict[str, Any], expected: Answer, received: Answer) -> bool:
    """The reference refuses the operand of a range or prefix for being no valid value itself."""
    operators = {"gt", "gte", "lt", "lte", "between", "beginsWith"}
    return _refused_path(expected, received) and _has(
        _condition_of(case), lambda c: bool(operators & c.keys())
    )


def contained(case: dict[str, Any], expected: Answer, received: Answer) -> bool:
    """The reference looks for the operand of `contains` as if it were the tuple or union."""
    return _refused_path(expected, received) and _has(_condition_of(case), lambda c: "contains" in c)


def _refused_path(expected: Answer, received: Answer) -> bool:
    code = (expected.get("error") or {}).get("code")
    return code == "actions.invalidExpressionAttributePath" and "expect" in received


RULES: dict[str, Rule] = {
    "A reference beside a literal is sent under its stored name (schema §21.16).": free_reference,
    "UpdateAttributes replaces maps, records and any by set_ (actions §13.4).": whole_value,
    "Paths inside of other projected paths are left out, as DynamoDB refuses them (schema §21.26).": overlap,
    "Sets and big numbers stay among the members of in (schema §21.6).": members,
    "An update of nothing has no expression (actions §13.15).": nothing_to_update,
    "What a range or begins_with compares with need not be a valid value (schema §21.14).": base_operand,
    "contains looks at the elements of tuples and unions (schema §21.13).": contained,
    "A stored name with odd characters is addressed as it is (schema §21.1).": odd_name,
}
