"""Projections, queries, batches and transactions."""

from dynamodb_toolbox import (
    BatchGetCommand,
    BatchGetRequest,
    EntityFormatter,
    GetItemCommand,
    GetTransaction,
    PutItemCommand,
    QueryCommand,
    ScanCommand,
    TransactGetCommand,
    execute_batch_get,
    execute_transact_get,
)
from tests.typing.models import (
    Card,
    Pokemon,
    PokemonKey,
    Trainer,
    TrainerKey,
    pikachu,
    pokemons,
    table,
    trainers,
)

KEY = PokemonKey(pokemon_id="x")

get = pokemons.build(GetItemCommand).key(KEY)
get.send().item.level  # error
found: Trainer | None = get.send().item  # error
get.options(attributes=[Trainer.age])  # error
get.options(attributes=[3])  # error
get.options(attribute=["level"])  # error
get.options(consistent="yes")  # error
get.as_("Card")  # error
card = get.as_(Card).send().item
wrong: Pokemon | None = card  # error
if card is not None:
    card.species  # error
pokemons.build(PutItemCommand).item(Trainer(trainer_id="x", age=1))  # error
pokemons.build(PutItemCommand).item("x")  # error
number: int = pokemons.build(EntityFormatter).format({})  # error

query = table.build(QueryCommand).entities(pokemons, trainers)
for item in query.send().items:
    item.level  # error
only: list[Pokemon] = query.send().items  # error
query.entities(Pokemon)  # error
query.entities("pokemon")  # error
query.query({"range": 3})  # error
query.query({"partition": "x", "rnage": 3})  # error
query.options(filters={"pokemon": Pokemon.level})  # error
query.options(limit="3")  # error
table.build(ScanCommand).entities(pokemons).as_(Card).send().items[0].species  # error
table.build(ScanCommand).entities(pokemons).options(attributes=[3])  # error

read = pokemons.build(GetTransaction).key(KEY)
other = trainers.build(GetTransaction).key(TrainerKey(trainer_id="x"))
pokemon, trainer = execute_transact_get(read, other).items
swapped: Trainer | None = pokemon  # error
one, two, three = execute_transact_get(read, other).items  # error
execute_transact_get(read, get)  # error
execute_transact_get("x")  # error
TransactGetCommand(read, other).send().items[2]  # error
read.options(attributes=[Trainer.age])  # error

request = pokemons.build(BatchGetRequest).key(KEY)
[[first]] = execute_batch_get(table.build(BatchGetCommand).requests(request)).items
second: Trainer | None = first  # error
table.build(BatchGetCommand).requests(get)  # error
pikachu().evolutions[0].species  # error
