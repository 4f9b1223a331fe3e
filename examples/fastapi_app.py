"""A web service of FastAPI on DynamoDB: pydantic models all the way, no client blocks the event loop.

    pip install "dynamodb-toolbox[pydantic]" fastapi uvicorn
    uvicorn examples.fastapi_app:app

It keeps its items in memory; POKEMONS_URL says where else: `sqlite:///pokemons.db`, `dynamodb://eu-west-1`.
"""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Literal

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from dynamodb_toolbox import (
    ConditionalCheckFailedException,
    DeleteItemCommand,
    DynamoDBToolboxError,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    InvalidCursorError,
    PutItemCommand,
    QueryCommand,
    Table,
    UpdateItemCommand,
    add,
    attr,
    connect,
    key,
)

# --- Models: what is stored, the key, what a client sends, and what a list shows


class Captured(BaseModel):
    """Caught, in a ball."""

    status: Literal["captured"] = "captured"
    ball: str


class Wild(BaseModel):
    """Not caught yet."""

    status: Literal["wild"] = "wild"


class NewPokemon(BaseModel):
    """What a client sends."""

    name: Annotated[str, key(), Field(min_length=1, max_length=20)]
    species: Literal["pikachu", "charizard", "snorlax"]
    level: Annotated[int, Field(ge=1)] = 1
    nickname: Annotated[str, Field(max_length=12)] | None = None
    state: Captured | Wild = Field(default_factory=Wild, discriminator="status")


class PokemonKey(BaseModel):
    """What tells one from the others."""

    trainer: Annotated[str, key()]
    name: Annotated[str, key()]


class Pokemon(NewPokemon):
    """What is stored, and when it was."""

    trainer: Annotated[str, key()]
    created: Annotated[str | None, attr(internal=True)] = None


class Card(BaseModel):
    """What a list shows."""

    name: str
    level: int


class Cards(BaseModel):
    """A page of a list; `next` is the cursor of the next one."""

    cards: list[Card]
    next: str | None


class Training(BaseModel):
    """How much stronger one becomes, and its new nickname."""

    levels: Annotated[int, Field(ge=1)]
    nickname: str | None = None


# --- The table and its entity

table = Table(
    name="pokemons",
    partition_key={"name": "trainer", "type": "string"},
    sort_key={"name": "name", "type": "string"},
)
pokemons = Entity(name="pokemon", table=table, schema=Pokemon, key=PokemonKey)
SECRET = os.environ.get("CURSOR_SECRET", "signs cursors; in earnest, keep it out of the code")

EXISTS = {"attr": "name", "exists": True}


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
    """Connect while the service runs; the table is made where there is none."""
    async with connect(os.environ.get("POKEMONS_URL", "sqlite://")) as client:
        table.client = client
        await table.build(EnsureTableCommand).send_async()
        yield


app = FastAPI(title="Pokémons", lifespan=lifespan)

# --- Errors: what the library finds wrong is the client's fault where it came from outside


@app.exception_handler(DynamoDBToolboxError)
async def refused(_: Request, error: DynamoDBToolboxError) -> JSONResponse:
    if isinstance(error, InvalidCursorError):
        return JSONResponse({"detail": error.message}, status_code=400)
    if DynamoDBToolboxError.match(error, "parsing."):
        return JSONResponse({"detail": [{"loc": error.path, "msg": error.message}]}, status_code=422)
    raise error


# --- The service


@app.post("/trainers/{trainer}/pokemons", status_code=201)
async def catch(trainer: str, new: NewPokemon) -> Pokemon:
    """Put one, unless there is one of that name."""
    pokemon = Pokemon(trainer=trainer, **dict(new))
    put = pokemons.build(PutItemCommand).item(pokemon).options(condition={"attr": "name", "exists": False})
    try:
        await put.send_async()
    except ConditionalCheckFailedException:
        raise HTTPException(409, f"{trainer} has a {new.name} already") from None
    return pokemon.model_copy(update={"created": put.toolbox_item["created"]})


@app.get("/trainers/{trainer}/pokemons/{name}")
async def show(trainer: str, name: str) -> Pokemon:
    """Get one."""
    get = pokemons.build(GetItemCommand).key(PokemonKey(trainer=trainer, name=name))
    found = (await get.send_async()).item
    if found is None:
        raise HTTPException(404, f"{trainer} has no {name}")
    return found


@app.get("/trainers/{trainer}/pokemons")
async def cards(
    trainer: str, limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: str | None = None
) -> Cards:
    """List them, page by page: only what a card shows is read."""
    query = table.build(QueryCommand).entities(pokemons).query({"partition": trainer}).as_(Card)
    page = await query.options(limit=limit, cursor=cursor, cursor_secret=SECRET).send_async()
    return Cards(cards=page.items, next=page.cursor())


@app.patch("/trainers/{trainer}/pokemons/{name}")
async def train(trainer: str, name: str, training: Training) -> Pokemon:
    """Update one that is there; what the model of the item refuses is a 422 here, too."""
    change = {"trainer": trainer, "name": name, "level": add(training.levels)}
    if training.nickname is not None:
        change["nickname"] = training.nickname
    update = pokemons.build(UpdateItemCommand).item(change)
    try:
        trained = (await update.options(condition=EXISTS, return_values="ALL_NEW").send_async()).attributes
    except ConditionalCheckFailedException:
        trained = None
    if trained is None:
        raise HTTPException(404, f"{trainer} has no {name}")
    return trained


@app.delete("/trainers/{trainer}/pokemons/{name}", status_code=204)
async def free(trainer: str, name: str) -> Response:
    """Delete one that is there."""
    delete = pokemons.build(DeleteItemCommand).key(PokemonKey(trainer=trainer, name=name))
    try:
        await delete.options(condition=EXISTS).send_async()
    except ConditionalCheckFailedException:
        raise HTTPException(404, f"{trainer} has no {name}") from None
    return Response(status_code=204)
