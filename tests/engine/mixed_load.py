"""A load of all that changes a database, and what must be there after it.

A lane is one worker's: it writes items that nobody else does, so that a plain model knows what they must be
after any number of its steps. Beside them all lanes move money between the same accounts, whose sum stays,
put items that have expired, and one makes and drops an index under the feet of the others.

A worker needs only a seed: whoever knows how many of its steps were acknowledged can make them again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import (
    ResourceInUseException,
    ResourceNotFoundException,
    ServiceError,
    TransactionCanceledException,
    ValidationException,
)
from tests.engine.support import Wire, index, indexed_table, table_request, values

SHARED = "mixed"
ACCOUNTS = 4
BALANCE = 1000
FIRST_LANE = "0"  # the one that makes and drops an index of the shared table
FAR = {"N": str(2**40)}
PAST = {"N": "1700000000"}

Key = tuple[str, str]
Items = dict[Key, Wire]


@dataclass
class Own:
    """The table of a lane's own."""

    items: Items = field(default_factory=dict)
    has_index: bool = False


@dataclass
class Lane:
    """What must be there of one lane."""

    name: str
    items: Items = field(default_factory=dict)
    own: Own | None = None
    has_late_index: bool = False

    def after(self, *steps: Step) -> Lane:
        """The lane as steps leave it."""
        changed = deepcopy(self)
        for step in steps:
            step.apply(changed)
        return changed


class Step(NamedTuple):
    """One request, what it changes of its lane, and the refusals that may be its answer."""

    operation: str
    request: Wire
    apply: Callable[[Lane], None]
    refusals: tuple[type[ServiceError], ...] = ()

    def perform(self, engine: Engine) -> None:
        with suppress(*self.refusals):
            engine.call(self.operation, self.request)


def make_shared(engine: Engine) -> None:
    """Make the table that all lanes share, and its accounts."""
    stream = {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
    engine.call("CreateTable", indexed_table(SHARED) | stream)
    expiry = {"Enabled": True, "AttributeName": "expires"}
    engine.call("UpdateTimeToLive", {"TableName": SHARED, "TimeToLiveSpecification": expiry})
    for number in range(ACCOUNTS):
        item = {**_account(number), "n": {"N": str(BALANCE)}}
        engine.call("PutItem", {"TableName": SHARED, "Item": item})


def steps(lane: str, seed: int) -> Iterator[Step]:
    """The steps of a lane, without end; the same seed gives the same."""
    maker = _Maker(lane, seed)
    makers = [maker.put, maker.update, maker.delete, maker.batch, maker.transaction, maker.transfer]
    rare = [maker.doomed, maker.create_own, maker.delete_own, maker.index_own, maker.put_own, maker.put_own]
    if lane == FIRST_LANE:
        rare.append(maker.index_shared)
    for number in count(1):
        maker.mark = f"{seed}.{number}"
        yield maker.choice.choice(makers if maker.choice.random() < 0.75 else rare)()


def key_of(item: Wire) -> Key:
    """The key of an item of the shared table."""
    return item["id"]["S"], item["at"]["S"]


def _account(number: int) -> Wire:
    return {"id": {"S": "account"}, "at": {"S": str(number)}}


class _Maker:
    """Makes the steps of one lane; each leaves its mark, which no other has."""

    def __init__(self, lane: str, seed: int) -> None:
        self.lane = lane
        self.choice = random.Random(seed)
        self.mark = ""

    def put(self) -> Step:
        item = self._item()
        return Step("PutItem", {"TableName": SHARED, "Item": item}, lambda lane: _set(lane.items, item))

    def update(self) -> Step:
        key, update = self._key(), self._update()
        return Step(
            "UpdateItem",
            {"TableName": SHARED, "Key": key, **update},
            lambda lane: _change(lane.items, key, update),
        )

    def delete(self) -> Step:
        key = self._key()
        return Step(
            "DeleteItem",
            {"TableName": SHARED, "Key": key},
            lambda lane: _unset(lane.items, key),
        )

    def batch(self) -> Step:
        keys = self._keys(self.choice.randint(2, 8))
        items = [self._item(key) for key in keys[1:]]
        requests = [{"PutRequest": {"Item": item}} for item in items]
        requests.append({"DeleteRequest": {"Key": keys[0]}})

        def apply(lane: Lane) -> None:
            _unset(lane.items, keys[0])
            for item in items:
                _set(lane.items, item)

        return Step("BatchWriteItem", {"RequestItems": {SHARED: requests}}, apply)

    def transaction(self) -> Step:
        gone, changed, *others = self._keys(5)
        items, update = [self._item(key) for key in others], self._update()
        actions: list[Wire] = [{"Put": {"TableName": SHARED, "Item": item}} for item in items]
        actions.append({"Delete": {"TableName": SHARED, "Key": gone}})
        actions.append({"Update": {"TableName": SHARED, "Key": changed, **update}})
        request: Wire = {"TransactItems": actions}
        if self.choice.random() < 0.5:
            request["ClientRequestToken"] = self.mark

        def apply(lane: Lane) -> None:
            _unset(lane.items, gone)
            _change(lane.items, changed, update)
            for item in items:
                _set(lane.items, item)

        return Step("TransactWriteItems", request, apply)

    def transfer(self) -> Step:
        source, target = self.choice.sample(range(ACCOUNTS), 2)
        given = values(amount={"N": str(self.choice.randint(1, 300))})
        take = {"UpdateExpression": "SET n = n - :amount", "ConditionExpression": "n >= :amount", **given}
        give = {"UpdateExpression": "SET n = n + :amount", **given}
        actions = [
            {"Update": {"TableName": SHARED, "Key": _account(account), **parameters}}
            for account, parameters in ((source, take), (target, give))
        ]
        request = {"TransactItems": actions}
        return Step("TransactWriteItems", request, _nothing, (TransactionCanceledException,))

    def doomed(self) -> Step:
        item = {**self._key(), "expires": PAST}
        item["id"] = {"S": "doomed"}
        return Step("PutItem", {"TableName": SHARED, "Item": item}, _nothing)

    def index_shared(self) -> Step:
        def apply(lane: Lane) -> None:
            lane.has_late_index = is_made

        is_made = self.choice.random() < 0.5
        change = {"Create": index("late", ("mark", "HASH"))} if is_made else {"Delete": {"IndexName": "late"}}
        request: Wire = {"TableName": SHARED, "GlobalSecondaryIndexUpdates": [change]}
        if is_made:
            request["AttributeDefinitions"] = [{"AttributeName": "mark", "AttributeType": "S"}]
        return Step("UpdateTable", request, apply, (ValidationException, ResourceNotFoundException))

    def create_own(self) -> Step:
        def apply(lane: Lane) -> None:
            lane.own = lane.own or Own()

        stream = {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}}
        request = table_request(own_name(self.lane), id="S", at="S") | stream
        return Step("CreateTable", request, apply, (ResourceInUseException,))

    def delete_own(self) -> Step:
        def apply(lane: Lane) -> None:
            lane.own = None

        return Step("DeleteTable", {"TableName": own_name(self.lane)}, apply, (ResourceNotFoundException,))

    def index_own(self) -> Step:
        def apply(lane: Lane) -> None:
            if lane.own is not None:
                lane.own.has_index = is_made

        is_made = self.choice.random() < 0.5
        change = {"Create": index("own", ("mark", "HASH"))} if is_made else {"Delete": {"IndexName": "own"}}
        request: Wire = {"TableName": own_name(self.lane), "GlobalSecondaryIndexUpdates": [change]}
        if is_made:
            request["AttributeDefinitions"] = [{"AttributeName": "mark", "AttributeType": "S"}]
        return Step("UpdateTable", request, apply, (ResourceNotFoundException, ValidationException))

    def put_own(self) -> Step:
        def apply(lane: Lane) -> None:
            if lane.own is not None:
                _set(lane.own.items, item)

        item = self._item()
        request = {"TableName": own_name(self.lane), "Item": item}
        return Step("PutItem", request, apply, (ResourceNotFoundException,))

    def _key(self) -> Wire:
        return self._keys(1)[0]

    def _keys(self, number: int) -> list[Wire]:
        chosen = self.choice.sample(range(40), number)
        return [{"id": {"S": f"{self.lane}/{k % 8}"}, "at": {"S": str(k // 8)}} for k in chosen]

    def _item(self, key: Wire | None = None) -> Wire:
        item = {**(key or self._key()), "mark": {"S": self.mark}, "n": {"N": "0"}}
        item["v"] = {"S": "…" * self.choice.choice((1, 10, 100, 2000))}
        for name, chance in (("g", 0.7), ("l", 0.5)):
            if self.choice.random() < chance:
                item[name] = {"S": str(self.choice.randrange(4))}
        return item | ({"expires": FAR} if self.choice.random() < 0.2 else {})

    def _update(self) -> Wire:
        given = values(mark={"S": self.mark}, g={"S": str(self.choice.randrange(4))}, one={"N": "1"})
        return {"UpdateExpression": "SET mark = :mark, g = :g REMOVE l ADD n :one", **given}


def own_name(lane: str) -> str:
    """The name of the table of a lane's own."""
    return f"own-{lane}"


def _nothing(_: Lane) -> None:
    """Change nothing that is the lane's alone."""


def _set(items: Items, item: Wire) -> None:
    items[key_of(item)] = item


def _unset(items: Items, key: Wire) -> None:
    items.pop(key_of(key), None)


def _change(items: Items, key: Wire, update: Wire) -> None:
    given = update["ExpressionAttributeValues"]
    item = {**items.get(key_of(key), key), "mark": given[":mark"], "g": given[":g"]}
    item.pop("l", None)
    item["n"] = {"N": str(int(item.get("n", {"N": "0"})["N"]) + 1)}
    items[key_of(key)] = item
