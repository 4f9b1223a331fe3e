"""What a function of the caller raises stays what it is, and tells the attribute that it belongs to."""

from typing import Any

import pytest

from dynamodb_toolbox import Client, EnsureTableCommand, Entity, PutItemCommand, Table, UpdateItemCommand, s
from dynamodb_toolbox.schema.parse.parser import Parser
from tests.refusals import refused


class OfTheirOwn(Exception):
    """An error that we know nothing of."""


def fails(*_: Any) -> Any:
    raise OfTheirOwn("no")


class Failing:
    """A transformer that fails, or that gives numbers."""

    def __init__(self, *, fails: bool) -> None:
        self.fails = fails

    def __repr__(self) -> str:
        return "Failing"

    def encode(self, value: Any, /) -> Any:
        return fails() if self.fails else 5

    def decode(self, value: Any, /) -> Any:
        return fails()


STRINGS: dict[str, Any] = {
    "default": s.string().default(fails),
    "link": s.string().link(fails),
    "validator": s.string().validate(fails),
    "transformer": s.string().transform(Failing(fails=True)),
}


def entity_of(attribute: Any, client: Client) -> Entity[Any, Any]:
    table = Table(name="functions", partition_key={"name": "id", "type": "string"}, client=client)
    table.build(EnsureTableCommand).send()
    schema = s.item({"id": s.string().key(), "list": s.list(s.map({"a.b": attribute}))})
    return Entity(name="e", table=table, schema=schema, timestamps=False)


@pytest.mark.parametrize("role", STRINGS)
def test_its_attribute_is_noted(role: str, client: Client) -> None:
    element = {} if role in {"default", "link"} else {"a.b": "x"}
    put = (
        entity_of(STRINGS[role], client)
        .build(PutItemCommand)
        .item({"id": "1", "list": [{"a.b": "x"}, element]})
    )
    with pytest.raises(OfTheirOwn, match="no") as caught:
        put.send()
    index = 1 if role in {"default", "link"} else 0
    assert caught.value.__notes__ == [f"Raised by the {role} of attribute \"list[{index}]['a.b']\"."]


def test_a_bare_value_has_no_path() -> None:
    with pytest.raises(OfTheirOwn) as caught:
        Parser(s.number().validate(fails)).parse(1)
    assert caught.value.__notes__ == ["Raised by the validator of the value."]


def test_the_transformer_of_any_is_noted(client: Client) -> None:
    entity = entity_of(s.any().transform(Failing(fails=True)), client)
    put = entity.build(PutItemCommand).item({"id": "1", "list": [{"a.b": {1}}]})
    with pytest.raises(OfTheirOwn) as caught:
        put.params()
    assert caught.value.__notes__ == ["Raised by the transformer of attribute \"list[0]['a.b']\"."]


def test_a_computed_key_is_noted(table: Table) -> None:
    schema = s.item({"id": s.string().key()})
    entity = Entity(name="e", table=table, schema=schema, compute_key=fails)
    with pytest.raises(OfTheirOwn) as caught:
        entity.build(PutItemCommand).item({"id": "1"}).send()
    assert caught.value.__notes__ == ["Raised by `compute_key` of entity 'e'."]


@pytest.mark.parametrize(
    ("attribute", "value", "path"),
    [
        (s.string().transform(Failing(fails=False)), "x", "list[0]['a.b']"),
        (s.set(s.string().transform(Failing(fails=False))), {"x"}, "list[0]['a.b'][0]"),
        (s.record(s.string().transform(Failing(fails=False)), s.number()), {"x": 1}, "list[0]['a.b'].x"),
    ],
)
def test_a_transformer_that_gives_another_type_is_told(
    attribute: Any, value: Any, path: str, client: Client
) -> None:
    """It would be stored, and no read would take it."""
    entity = entity_of(attribute, client)
    item: Any = {"id": "1", "list": [{"a.b": value}]}
    put, update = entity.build(PutItemCommand).item(item), entity.build(UpdateItemCommand).item(item)
    for command, where in ((put, path), (update, path.replace("list[0]", "list.0"))):
        with refused("parsing.invalidAttributeInput", where) as caught:
            command.send()
        assert "should be stored as a string, but its transformer Failing made int 5" in caught.value.message
