"""The repository: the commands of an entity as methods that send at once."""

import pytest

from dynamodb_toolbox import ConditionalCheckFailedException, EntityRepository, add
from tests.conftest import Pokemons

KEY = {"id": "pikachu-1"}
ITEM = {**KEY, "level": 42}
STORED = {**KEY, "level": 42, "species": "pikachu", "evolutions": []}


def test_each_command_is_a_method(pokemons: Pokemons) -> None:
    repository = pokemons.build(EntityRepository)
    assert repository.put(ITEM).toolbox_item == STORED | {"entity": "pokemon"}
    assert repository.get(KEY, consistent=True).item == STORED
    assert repository.update({**KEY, "level": add(1)}, return_values="UPDATED_NEW").attributes == {
        "level": 43
    }
    replaced = repository.update_attributes({**KEY, "evolutions": [{"to": "x"}]}, return_values="UPDATED_NEW")
    assert replaced.attributes == {"evolutions": [{"to": "x"}]}
    assert repository.delete(KEY, return_values="ALL_OLD").attributes is not None
    assert repository.get(KEY).item is None


def test_options_are_keywords(pokemons: Pokemons) -> None:
    repository = pokemons.build(EntityRepository)
    repository.put(ITEM)
    with pytest.raises(ConditionalCheckFailedException):
        repository.put(ITEM, condition={"attr": "id", "exists": False})
    assert repository.get(KEY, attributes=["level"]).item == {"level": 42}


def test_parse_and_format(pokemons: Pokemons) -> None:
    repository = pokemons.build(EntityRepository)
    parsed = repository.parse(ITEM)
    assert parsed.key == {"pk": "pikachu-1"}
    assert repository.format(parsed.item) == STORED
