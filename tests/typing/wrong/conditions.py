"""Conditions by typed paths."""

from dynamodb_toolbox import ConditionCheck, DeleteItemCommand, EntityRepository, PutItemCommand
from tests.typing.models import Captured, Evolution, Pokemon, PokemonKey, Trainer, Wild, pikachu, pokemons

put = pokemons.build(PutItemCommand).item(pikachu())

put.options(condition=Pokemon.level == "x")  # error
put.options(condition=Pokemon.level != "x")  # error
put.options(condition=Pokemon.species == "mew")  # error
put.options(condition=Pokemon.species.eq("mew"))  # error
put.options(condition=Pokemon.level.eq(None))  # error
put.options(condition=Pokemon.level > "x")  # error
put.options(condition=Pokemon.level >= None)  # error
put.options(condition=Pokemon.custom_name < 3)  # error
put.options(condition=(Pokemon.level == "x") & (Pokemon.level > 3))  # error
put.options(condition=(Pokemon.level > 3) & (Pokemon.level <= "x"))  # error
put.options(condition=Pokemon.level > Pokemon.pokemon_id)  # error
put.options(condition=Pokemon.level == Trainer.age)  # error
put.options(condition=Pokemon.level.between(1, "x"))  # error
put.options(condition=Pokemon.level.in_(1, "x"))  # error
put.options(condition=Pokemon.level.begins_with("x"))  # error
put.options(condition=Pokemon.pokemon_id.begins_with(3))  # error
put.options(condition=Pokemon.level.contains(3))  # error
put.options(condition=Pokemon.poke_types.contains("grass"))  # error
put.options(condition=Pokemon.poke_types.contains(3))  # error
put.options(condition=Pokemon.evolutions.contains("x"))  # error
put.options(condition=Pokemon.evolutions.size() > "x")  # error
put.options(condition=Pokemon.evolutions[0].nope > 3)  # error
put.options(condition=Pokemon.evolutions[0].level > "x")  # error
put.options(condition=Pokemon.evolutions["x"].level > 3)  # error
put.options(condition=Pokemon.resistances["grass"] > 3)  # error
put.options(condition=Pokemon.resistances["fire"] > "x")  # error
put.options(condition=Pokemon.level[0] > 3)  # error
put.options(condition=Pokemon.first_form.nope == 1)  # error
put.options(condition=Pokemon.first_form.to > 3)  # error
put.options(condition=Pokemon.first_form.eq(3))  # error
put.options(condition=Pokemon.capture_state.captured_at == "x")  # error
put.options(condition=Pokemon.capture_state.as_(Captured).nope == 1)  # error
put.options(condition=Pokemon.last_capture.captured_at == "x")  # error
put.options(condition=Pokemon.capture_state.as_(str))  # error
put.options(condition=Pokemon.nope > 3)  # error
put.options(condition=Pokemon.level)  # error
put.options(condition=Pokemon.first_form)  # error
put.options(condition="level > 3")  # error
put.options(condition=True)  # error
put.options(condition=Trainer.age > 3)  # error
put.options(condition=(Pokemon.level > 3) & (Trainer.age > 3))  # error
put.options(condition=(Pokemon.level > 3) | True)  # error
put.options({"condition": Trainer.age > 3})  # error
put.options(conditions=Pokemon.level > 3)  # error
pokemons.build(DeleteItemCommand).key(PokemonKey(pokemon_id="x")).options(condition=Trainer.age > 3)  # error
pokemons.build(ConditionCheck).key(PokemonKey(pokemon_id="x")).condition(Trainer.age > 3)  # error
pokemons.build(EntityRepository).put(pikachu(), condition=Trainer.age > 3)  # error
put.options(condition=Pokemon.capture_state.as_(Wild).eq(Evolution(to="x")))  # error
