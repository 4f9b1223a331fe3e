"""TypedDicts as items, given or generated; and classes of other libraries."""

from dynamodb_toolbox import GetItemCommand, Entity, add, remove
from tests.typing.models import table
from tests.typing.right.dicts import Attrs, Data, Struct, keyed, pokemons
from tests.typing.right.generated import EveryTypeInput, EveryTypeItem, EveryTypeKey, EveryTypeUpdate

found = pokemons.build(GetItemCommand).key({"pokemon_id": "x"}).send().item
assert found is not None
found["nickname"]  # error
found["pokemon_id"].bit_length()  # error
found["pokemon_id"] = 3  # error
keyed.build(GetItemCommand).key({"pokemon_id": "x"})  # error


def generated(item: EveryTypeItem, given: EveryTypeInput) -> None:
    item["secret"]  # error
    item["species"] = "mew"  # error
    given["level"] = "high"  # error
    bad_key: EveryTypeKey = {"pk": 3}  # error
    no_removal: EveryTypeUpdate = {"pk": "x", "level": remove()}  # error
    no_sum: EveryTypeUpdate = {"pk": "x", "species": add(1)}  # error


def others() -> None:
    attributes = Entity(name="attrs", table=table, schema=Attrs, key=Struct)
    attributes.build(GetItemCommand).key(Data("x"))  # error
    one = attributes.build(GetItemCommand).key(Struct("x")).send().item
    assert one is not None
    one.level  # error
