"""The engine against a plain-Python table: whatever is done, both hold the same items."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from tests.engine.support import Wire, create_table

keys = st.tuples(st.sampled_from("ab"), st.integers(min_value=-2, max_value=2))
integers = st.integers(min_value=-5, max_value=5)
elements = st.sets(st.sampled_from("xyz"), min_size=1)


def in_order(item: Wire | None) -> Wire | None:
    """Give the item with its set sorted, because a set has no order."""
    if item is not None and "tags" in item:
        item["tags"]["SS"].sort()
    return item


class Machine(RuleBasedStateMachine):
    """Items with a number `n` and a string set `tags`, each perhaps missing."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[tuple[str, int], dict[str, Any]] = {}

    @initialize(in_file=st.booleans())
    def start(self, in_file: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "model.db" if in_file else None
        self.engine = Engine.open(path, synchronous="OFF")
        create_table(self.engine, "items", id="S", at="N")

    def teardown(self) -> None:
        self.engine.close()
        self.folder.cleanup()

    @rule(key=keys, n=integers)
    def put(self, key: tuple[str, int], n: int) -> None:
        item = self.wire_key(key) | {"n": {"N": str(n)}}
        reply = self.call("PutItem", Item=item, ReturnValues="ALL_OLD")
        assert in_order(reply.get("Attributes")) == self.stored(key)
        self.model[key] = {"n": n}

    @rule(key=keys)
    def put_if_new(self, key: tuple[str, int]) -> None:
        request: Wire = {"Item": self.wire_key(key), "ConditionExpression": "attribute_not_exists(id)"}
        if key in self.model:
            with pytest.raises(ConditionalCheckFailedException):
                self.call("PutItem", **request)
        else:
            self.call("PutItem", **request)
            self.model[key] = {}

    @rule(key=keys, n=integers)
    def add_number(self, key: tuple[str, int], n: int) -> None:
        self.update(key, "ADD n :v", {"N": str(n)})
        item = self.model.setdefault(key, {})
        item["n"] = item.get("n", 0) + n

    @rule(key=keys, tags=elements)
    def add_tags(self, key: tuple[str, int], tags: set[str]) -> None:
        self.update(key, "ADD tags :v", {"SS": sorted(tags)})
        item = self.model.setdefault(key, {})
        item["tags"] = item.get("tags", set()) | tags

    @rule(key=keys, tags=elements)
    def delete_tags(self, key: tuple[str, int], tags: set[str]) -> None:
        self.update(key, "DELETE tags :v", {"SS": sorted(tags)})
        item = self.model.setdefault(key, {})
        left = item.pop("tags", set()) - tags
        if left:
            item["tags"] = left

    @rule(key=keys, n=integers)
    def delete_if_less(self, key: tuple[str, int], n: int) -> None:
        request: Wire = {
            "Key": self.wire_key(key),
            "ConditionExpression": "n < :v",
            "ExpressionAttributeValues": {":v": {"N": str(n)}},
        }
        if "n" in self.model.get(key, {}) and self.model[key]["n"] < n:
            self.call("DeleteItem", **request)
            del self.model[key]
        else:
            with pytest.raises(ConditionalCheckFailedException):
                self.call("DeleteItem", **request)

    @invariant()
    def same_items(self) -> None:
        if not hasattr(self, "engine"):
            return
        for key in self.model:
            reply = self.call("GetItem", Key=self.wire_key(key), ConsistentRead=True)
            assert in_order(reply["Item"]) == self.stored(key)
        assert self.call("DescribeTable")["Table"]["ItemCount"] == len(self.model)

    def call(self, operation: str, **parameters: Any) -> Wire:
        return self.engine.call(operation, {"TableName": "items", **parameters})

    def update(self, key: tuple[str, int], expression: str, value: Wire) -> None:
        parameters = {"UpdateExpression": expression, "ExpressionAttributeValues": {":v": value}}
        self.call("UpdateItem", Key=self.wire_key(key), **parameters)

    def wire_key(self, key: tuple[str, int]) -> Wire:
        return {"id": {"S": key[0]}, "at": {"N": str(key[1])}}

    def stored(self, key: tuple[str, int]) -> Wire | None:
        item = self.model.get(key)
        if item is None:
            return None
        wire = self.wire_key(key)
        if "n" in item:
            wire["n"] = {"N": str(item["n"])}
        if "tags" in item:
            wire["tags"] = {"SS": sorted(item["tags"])}
        return wire


TestModel = Machine.TestCase
TestModel.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
