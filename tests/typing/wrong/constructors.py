"""Constructors and attributes of instances."""

from decimal import Decimal

from tests.typing.models import Captured, Card, Evolution, Page, Pokemon, PokemonKey, Trainer, Wild, pikachu

Pokemon(pokemon_id=3, species="pikachu", poke_types={"fire"})  # error
Pokemon(pokemon_id="x", species="mew", poke_types={"fire"})  # error
Pokemon(pokemon_id="x", species="pikachu")  # error
Pokemon(species="pikachu", poke_types={"fire"})  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, nope=1)  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, levle=1)  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"grass"})  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types=["fire"])  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, level="3")  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, level=1.5)  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, level=None)  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, custom_name=3)  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, evolutions=["x"])  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, resistances={"grass": 1})  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, resistances={"fire": "x"})  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, capture_state=Evolution(to="x"))  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, price=1.5)  # error
Pokemon(pokemon_id="x", species="pikachu", poke_types={"fire"}, position=(1, 2))  # error
Pokemon("x")  # error
PokemonKey()  # error
PokemonKey(pokemon_id=3)  # error
Captured()  # error
Wild(status="captured")  # error
Evolution(to="x", level="3")  # error
Card(level=Decimal(1))  # error
page: Page[int] = Page(rows=["x"])  # error
pokemon = pikachu()
pokemon.level = "x"  # error
pokemon.species = "mew"  # error
pokemon.nope = 1  # error
pokemon.levle  # error
pokemon.first_form.nope  # error
name: str = pokemon.custom_name  # error
Trainer(trainer_id="x", age=1).level  # error
