"""Indexes that come and go on live data, against a plain-Python model of what they have."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, create_table, key, refusal

names = st.sampled_from("abcd")
attributes = st.dictionaries(
    st.sampled_from(["g", "h"]), st.sampled_from([{"S": "x"}, {"S": "y"}, {"N": "1"}]), max_size=2
)
PROJECTIONS: dict[str, Wire] = {
    "by-g": {"ProjectionType": "ALL"},
    "by-h": {"ProjectionType": "KEYS_ONLY"},
}


class Machine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, Wire] = {}
        self.indexes: set[str] = set()

    @initialize()
    def start(self) -> None:
        self.engine = Engine.open(None)
        create_table(self.engine, "plain", id="S")

    def teardown(self) -> None:
        self.engine.close()

    @rule(name=names, content=attributes)
    def put(self, name: str, content: Wire) -> None:
        fits = all("S" in content.get(index[-1], {"S": ""}) for index in self.indexes)
        request = {"TableName": "plain", "Item": key(name) | content}
        if fits:
            self.engine.call("PutItem", request)
            self.items[name] = key(name) | content
        else:
            assert "Type mismatch for Index Key" in refusal(self.engine, "PutItem", request)

    @rule(name=names)
    def delete(self, name: str) -> None:
        self.engine.call("DeleteItem", {"TableName": "plain", "Key": key(name)})
        self.items.pop(name, None)

    @rule(index=st.sampled_from(list(PROJECTIONS)))
    def switch_index(self, index: str) -> None:
        action: dict[str, Any] = {"Delete": {"IndexName": index}}
        if index not in self.indexes:
            schema = [{"AttributeName": index[-1], "KeyType": "HASH"}]
            action = {
                "Create": {"IndexName": index, "KeySchema": schema, "Projection": PROJECTIONS[index]},
            }
        request = {
            "TableName": "plain",
            "GlobalSecondaryIndexUpdates": [action],
            "AttributeDefinitions": [{"AttributeName": index[-1], "AttributeType": "S"}],
        }
        self.engine.call("UpdateTable", request)
        self.indexes ^= {index}

    @invariant()
    def indexes_have_what_they_must(self) -> None:
        table = self.engine.call("DescribeTable", {"TableName": "plain"})["Table"]
        described = {index["IndexName"]: index for index in table.get("GlobalSecondaryIndexes", ())}
        assert described.keys() == self.indexes
        assert table["ItemCount"] == len(self.items)
        for index in self.indexes:
            attribute = index[-1]
            inside = [item for item in self.items.values() if "S" in item.get(attribute, {})]
            if index == "by-h":
                inside = [{name: item[name] for name in ("id", "h")} for item in inside]
            found = self.engine.call("Scan", {"TableName": "plain", "IndexName": index})["Items"]
            order = sorted(inside, key=lambda item: (item[attribute]["S"], item["id"]["S"]))
            assert found == order
            assert described[index]["ItemCount"] == len(inside)


TestIndexLifecycle = Machine.TestCase
TestIndexLifecycle.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
