"""Queries and scans against a plain-Python model: whatever is written, tables and indexes give the same."""

from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.indexed import all_pages, create_scores, score, wire
from tests.engine.support import Wire

Item = dict[str, Any]

numbers = st.integers(min_value=-2, max_value=2)
names = st.sampled_from(["a", "b", "a\x00", "é"])
attributes = st.fixed_dictionaries(
    {},
    optional={
        "points": numbers,
        "team": names,
        "country": names,
        "city": names,
        "season": numbers,
        "stage": numbers,
        "tag": st.sampled_from(["AA==", "AAA=", "/w==", "/wA="]),
        "note": names,
        "more": names,
    },
)
limits = st.integers(min_value=1, max_value=4)
KEYS: dict[str | None, tuple[list[str], list[str]]] = {
    None: (["id"], ["turn"]),
    "by-points": (["id"], ["points"]),
    "by-team": (["team"], ["points"]),
    "by-place": (["country", "city"], ["season", "stage", "tag"]),
}
PROJECTED = {
    "by-points": {"id", "turn", "points", "note"},
    "by-place": {"id", "turn", "country", "city", "season", "stage", "tag"},
}
DEFAULTS: Item = dict.fromkeys(("id", "team", "country", "city"), "a") | {"tag": "AA=="}
DEFAULTS.update(dict.fromkeys(("turn", "points", "season", "stage"), 0))
BASE64_ORDER = ["AA==", "AAA=", "/w==", "/wA="]
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda value, bound: bool(value == bound),
    "<": lambda value, bound: bool(value < bound),
    "<=": lambda value, bound: bool(value <= bound),
    ">": lambda value, bound: bool(value > bound),
    ">=": lambda value, bound: bool(value >= bound),
}


def rank(name: str, value: Any) -> Any:
    """What orders a value of an attribute."""
    if name == "tag":
        return BASE64_ORDER.index(value)
    return value.encode() if isinstance(value, str) else value


def ranks(item: Item, of: list[str]) -> tuple[Any, ...]:
    return tuple(rank(name, item[name]) for name in of)


class Machine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.model: dict[tuple[str, int], Item] = {}

    @initialize()
    def start(self) -> None:
        self.engine = Engine.open(None)
        create_scores(self.engine)

    def teardown(self) -> None:
        self.engine.close()

    @rule(player=names, turn=numbers, given=attributes)
    def put(self, player: str, turn: int, given: Item) -> None:
        self.engine.call("PutItem", {"TableName": "scores", "Item": score(player, turn, **given)})
        self.model[player, turn] = given

    @rule(
        player=names, turn=numbers, given=attributes, gone=st.sets(st.sampled_from(["team", "points", "tag"]))
    )
    def update(self, player: str, turn: int, given: Item, gone: set[str]) -> None:
        gone -= given.keys()
        clauses = ["SET " + ", ".join(f"{name} = :{name}" for name in given)] if given else []
        clauses += ["REMOVE " + ", ".join(gone)] if gone else []
        request: Wire = {"TableName": "scores", "Key": score(player, turn)}
        if clauses:
            request["UpdateExpression"] = " ".join(clauses)
        if given:
            request["ExpressionAttributeValues"] = {f":{name}": v for name, v in wire(given).items()}
        self.engine.call("UpdateItem", request)
        stored = self.model.get((player, turn), {}) | given
        self.model[player, turn] = {name: value for name, value in stored.items() if name not in gone}

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if self.model:
            player, turn = data.draw(st.sampled_from(sorted(self.model)))
            self.engine.call("DeleteItem", {"TableName": "scores", "Key": score(player, turn)})
            del self.model[player, turn]

    @rule(index=st.sampled_from(list(KEYS)), limit=limits)
    def scan(self, index: str | None, limit: int) -> None:
        request: Wire = {"TableName": "scores", "IndexName": index, "Limit": limit}
        partition, sort = KEYS[index]
        expected = self.rows(index, partition + sort)
        assert all_pages(self.engine, "Scan", request) == [self.shown(index, row) for row in expected]

    @rule(
        index=st.sampled_from(list(KEYS)),
        limit=limits,
        forward=st.booleans(),
        depth=st.integers(min_value=0, max_value=3),
        operator=st.sampled_from(list(TESTS)),
        bounds=attributes,
        data=st.data(),
    )
    def query(
        self,
        *,
        index: str | None,
        limit: int,
        forward: bool,
        depth: int,
        operator: str,
        bounds: Item,
        data: st.DataObject,
    ) -> None:
        partition, sort = KEYS[index]
        rows = self.rows(index, partition + sort)
        like = data.draw(st.sampled_from(rows)) if rows else {}
        bounds = DEFAULTS | like | bounds | {name: like[name] for name in partition if name in like}
        tests = [(name, "=") for name in partition + sort[:depth]]
        if depth and depth <= len(sort):
            tests[-1] = (tests[-1][0], operator)
        values = wire({name: bounds[name] for name, _ in tests})
        request: Wire = {
            "TableName": "scores",
            "IndexName": index,
            "Limit": limit,
            "ScanIndexForward": forward,
            "KeyConditionExpression": " AND ".join(f"{name} {test} :{name}" for name, test in tests),
            "ExpressionAttributeValues": {f":{name}": value for name, value in values.items()},
        }
        expected = [
            row
            for row in rows
            if all(TESTS[test](rank(name, row[name]), rank(name, bounds[name])) for name, test in tests)
        ]
        shown = [self.shown(index, row) for row in (expected if forward else expected[::-1])]
        assert all_pages(self.engine, "Query", request) == shown

    def rows(self, index: str | None, of: list[str]) -> list[Item]:
        """The items in an index, in its order."""
        items = [{"id": player, "turn": turn, **given} for (player, turn), given in self.model.items()]
        inside = [item for item in items if all(name in item for name in of)]
        return sorted(inside, key=lambda item: (*ranks(item, of), *ranks(item, ["id", "turn"])))

    def shown(self, index: str | None, item: Item) -> Wire:
        projected = PROJECTED.get(index or "", item.keys())
        return wire({name: value for name, value in item.items() if name in projected})


TestIndexModel = Machine.TestCase
TestIndexModel.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
