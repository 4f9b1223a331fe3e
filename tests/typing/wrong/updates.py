"""Updates by typed paths."""

from dynamodb_toolbox import UpdateItemCommand, UpdateTransaction
from tests.typing.models import Captured, Evolution, Pokemon, PokemonKey, Trainer, Wild, pokemons

update = pokemons.build(UpdateItemCommand).key(PokemonKey(pokemon_id="x"))

update.set(Pokemon.level.set("x"))  # error
update.set(Pokemon.level.set(None))  # error
update.set(Pokemon.species.set("mew"))  # error
update.set(Pokemon.custom_name.set(3))  # error
update.set(Pokemon.level.set_if_absent("x"))  # error
update.set(Pokemon.level.set(Pokemon.pokemon_id))  # error
update.set(Pokemon.level.set(Pokemon.base + "x"))  # error
update.set(Pokemon.pokemon_id.set(Pokemon.base + 1))  # error
update.set(Pokemon.level.set(Trainer.age))  # error
update.set(Pokemon.level.add("x"))  # error
update.set(Pokemon.level.add(1.5))  # error
update.set(Pokemon.pokemon_id.add(1))  # error
update.set(Pokemon.shiny.add(1))  # error
update.set(Pokemon.poke_types.add("fire"))  # error
update.set(Pokemon.poke_types.add({"grass"}))  # error
update.set(Pokemon.poke_types.delete({3}))  # error
update.set(Pokemon.level.delete({3}))  # error
update.set(Pokemon.level.append(1))  # error
update.set(Pokemon.evolutions.append("x"))  # error
update.set(Pokemon.evolutions.append([Evolution(to="x")]))  # error
update.set(Pokemon.moves.prepend(3))  # error
update.set(Pokemon.evolutions.set([1]))  # error
update.set(Pokemon.evolutions[0].to.set(3))  # error
update.set(Pokemon.resistances["fire"].set("x"))  # error
update.set(Pokemon.resistances["grass"].set(1))  # error
update.set(Pokemon.first_form.to.set(3))  # error
update.set(Pokemon.first_form.set(3))  # error
update.set(Pokemon.first_form.set(Wild()))  # error
update.set(Pokemon.last_capture.set(Wild()))  # error
update.set(Pokemon.last_capture.as_(Captured).captured_at.set(3))  # error
update.set(Pokemon.position.set((1, 2)))  # error
update.set(Pokemon.nope.set(3))  # error
update.set(Pokemon.level)  # error
update.set(Pokemon.level > 3)  # error
update.set({"level": 3})  # error
update.set(level=3)  # error
update.set(Trainer.age.add(1))  # error
update.set(Pokemon.level.add(1), Trainer.age.add(1))  # error
pokemons.build(UpdateTransaction).key(PokemonKey(pokemon_id="x")).set(Trainer.age.add(1))  # error
