"""What a fresh process does first: import, define the entity, build one request."""

from benchmarks.pokemon import item, pokemons
from dynamodb_toolbox import PutItemCommand

pokemons().build(PutItemCommand).item(item(1)).params()
