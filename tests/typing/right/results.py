"""What commands give: of one entity, of several, in batches and transactions, and of actions of one's own."""

from typing import Any, assert_type

from dynamodb_toolbox import (
    BatchGetCommand,
    BatchGetRequest,
    DeleteItemCommand,
    Entity,
    EntityAccessPattern,
    EntityFormatter,
    EntityRepository,
    GetItemCommand,
    GetTransaction,
    KeyInput,
    PutItemCommand,
    QueryCommand,
    ScanCommand,
    Sendable,
    StreamParser,
    TableAccessPattern,
    TableRepository,
    TransactGetCommand,
    UpdateItemCommand,
    execute_batch_get,
    execute_transact_get,
    s,
)
from dynamodb_toolbox.protocol.calls import Steps
from tests.typing.models import (
    Badge,
    Card,
    Pokemon,
    PokemonKey,
    Trainer,
    TrainerKey,
    badges,
    dicts,
    given,
    pikachu,
    pokemons,
    table,
    trainers,
)

KEY = PokemonKey(pokemon_id="x")

assert_type(pokemons.build(GetItemCommand), GetItemCommand[Pokemon, PokemonKey])
assert_type(pokemons.build(GetItemCommand).key(KEY).send().item, Pokemon | None)
assert_type(pokemons.build(GetItemCommand).key(pokemon_id="x").send().item, Pokemon | None)
assert_type(pokemons.build(GetItemCommand).key(pikachu()).send().item, Pokemon | None)
assert_type(badges.build(GetItemCommand).key({"badge_id": "x"}).send().item, Badge | None)
assert_type(dicts.build(GetItemCommand).key({"pokemon_id": "x"}).send().item, dict[str, Any] | None)
assert_type(pokemons.build(GetItemCommand).key(KEY).as_(Card).send().item, Card | None)
assert_type(pokemons.build(PutItemCommand).item(pikachu()).send().attributes, Pokemon | None)
assert_type(pokemons.build(PutItemCommand).item(given()).send().attributes, Pokemon | None)
assert_type(pokemons.build(UpdateItemCommand).item(given()).send().attributes, Pokemon | None)
assert_type(pokemons.build(DeleteItemCommand).key(KEY).send().attributes, Pokemon | None)
assert_type(pokemons.build(EntityRepository).get(KEY).item, Pokemon | None)
assert_type(pokemons.build(EntityFormatter).format({}), Pokemon)

one = table.build(QueryCommand).entities(pokemons)
assert_type(one.query({"partition": "x"}).send().items, list[Pokemon])
assert_type(one.as_(Card).send().items, list[Card])
assert_type(one.one(), Pokemon)
both = table.build(QueryCommand).entities(pokemons, trainers)
assert_type(both.send().items, list[Pokemon | Trainer])
assert_type(
    table.build(ScanCommand).entities(pokemons, trainers, badges).send().items,
    list[Pokemon | Trainer | Badge],
)
assert_type(table.build(ScanCommand).entities(pokemons, dicts).send().items, list[Pokemon | dict[str, Any]])
assert_type(table.build(ScanCommand).entities(pokemons).as_(Card).send().items, list[Card])
assert_type(table.build(TableRepository).entities(pokemons, trainers).scan().items, list[Pokemon | Trainer])
assert_type(table.build(StreamParser).entities(pokemons, trainers), StreamParser[Pokemon | Trainer])
assert_type(
    table.build(TableAccessPattern).entities(pokemons, trainers), TableAccessPattern[Pokemon | Trainer]
)
pattern = pokemons.build(EntityAccessPattern).schema(s.map({})).pattern(lambda _: {"partition": "x"})
assert_type(pattern.query({}).send().items, list[Pokemon])

read = pokemons.build(GetTransaction).key(KEY)
other = trainers.build(GetTransaction).key(TrainerKey(trainer_id="x"))
third = badges.build(GetTransaction).key({"badge_id": "x"})
assert_type(execute_transact_get(read).items, tuple[Pokemon | None])
assert_type(execute_transact_get(read, other).items, tuple[Pokemon | None, Trainer | None])
assert_type(
    execute_transact_get(read, other, third).items, tuple[Pokemon | None, Trainer | None, Badge | None]
)
assert_type(execute_transact_get(read.as_(Card), other).items, tuple[Card | None, Trainer | None])
assert_type(execute_transact_get(*[read, read]).items, tuple[Pokemon | None, ...])
assert_type(TransactGetCommand(read, other).send().items, tuple[Pokemon | None, Trainer | None])
eight = execute_transact_get(read, other, read, other, read, other, read, third).items
assert_type(eight[7], Badge | None)
assert_type(eight[1], Trainer | None)

batch = table.build(BatchGetCommand).requests(pokemons.build(BatchGetRequest).key(KEY))
assert_type(execute_batch_get(batch).items, list[list[Pokemon | None]])
mixed = table.build(BatchGetCommand).requests(
    pokemons.build(BatchGetRequest).key(KEY), trainers.build(BatchGetRequest).key(TrainerKey(trainer_id="x"))
)
assert_type(mixed, BatchGetCommand[Pokemon | Trainer])
assert_type(execute_batch_get(batch.as_(Card)).items, list[list[Card | None]])


class Touch(KeyInput[Any, Any], Sendable[int]):
    """An action of one's own, that does not mind whose items it is about."""

    @property
    def update(self) -> UpdateItemCommand[Any, Any]:
        return self.entity.build(UpdateItemCommand).item(self.sent_args()[0])

    def params(self) -> dict[str, Any]:
        return self.update.params()

    def steps(self) -> Steps[int]:
        yield from self.update.steps()
        return 1


def key_of(entity: Entity[Pokemon, PokemonKey]) -> PokemonKey:
    return PokemonKey(pokemon_id=entity.name)


assert_type(pokemons.build(Touch).key(KEY).send(), int)
assert_type(pokemons.build(key_of), PokemonKey)
assert_type(pokemons.build(lambda entity: entity.name), str)
