"""The ways to DynamoDB that are measured: ours, and those of others where they are installed.

Each way gives functions that get one Pokémon, put one, and query a hundred, as that library's users write it:
with a model where it has models. Each is asked of a fresh process, so nothing is imported before it is
needed: neither by this module, nor for a put or a query by whoever gets.
"""

from __future__ import annotations

TYPE_CHECKING = False  # without `typing`: each way is measured with what it loads itself
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    Calls = dict[str, Callable[[], Any]]  # what can be called: `get`, `put`, `query`

REGION: Final = "eu-west-1"
ACCESS_KEY: Final = "AKIAIOSFODNN7EXAMPLE"
SECRET_KEY: Final = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"  # noqa: S105  # AWS's own example


class Way:
    """A way to DynamoDB.

    Attributes:
        title: Its row in a table.
        needs: The modules that must be installed.
        calls: Gives its calls for a URL; awaitable, and so are the calls, where it is asynchronous.
        asynchronous: Whether it is.
        ours: Whether it is ours.
    """

    def __init__(
        self,
        title: str,
        needs: tuple[str, ...],
        calls: Callable[[str], Any],
        *,
        asynchronous: bool = False,
        ours: bool = False,
    ) -> None:
        self.title, self.needs, self.calls = title, needs, calls
        self.asynchronous, self.ours = asynchronous, ours

    @property
    def missing(self) -> list[str]:
        """The modules that are not installed."""
        from importlib.util import find_spec  # noqa: PLC0415

        return [module for module in self.needs if find_spec(module) is None]


def _import(module: str) -> Any:
    from importlib import import_module  # noqa: PLC0415

    return import_module(module)


def _once(make: Callable[[], Any]) -> Callable[[], Any]:
    """Make it when it is first asked for, and keep it."""
    made: list[Any] = []

    def give() -> Any:
        if not made:
            made.append(make())
        return made[0]

    return give


def stored() -> dict[str, Any]:
    """Give a Pokémon by its stored names."""
    from benchmarks.pokemon import item  # noqa: PLC0415

    pokemon = item(1)
    return {"pk": pokemon.pop("trainer"), "sk": pokemon.pop("pokemon_id"), **pokemon}


def _ours(url: str) -> Any:
    from benchmarks.pokemon import pokemons  # noqa: PLC0415
    from dynamodb_toolbox import Credentials, connect  # noqa: PLC0415

    return pokemons(connect(url, region=REGION, credentials=Credentials(ACCESS_KEY, SECRET_KEY)))


def _our_put() -> Any:
    from dynamodb_toolbox import PutItemCommand  # noqa: PLC0415

    return PutItemCommand


def _our_query(entity: Any) -> Any:
    from dynamodb_toolbox import QueryCommand  # noqa: PLC0415

    return entity.table.build(QueryCommand).entities(entity).query({"partition": "ash"})


def ours(url: str) -> Calls:
    """Our entity, synchronously."""
    from benchmarks.pokemon import item, key  # noqa: PLC0415
    from dynamodb_toolbox import GetItemCommand  # noqa: PLC0415

    entity = _ours(url)
    query, put = _once(lambda: _our_query(entity)), _once(_our_put)
    one, of_one = item(1), key(1)
    return {
        "get": lambda: entity.build(GetItemCommand).key(of_one).send().item,
        "put": lambda: entity.build(put()).item(one).send(),
        "query": lambda: query().send().items,
    }


async def ours_async(url: str) -> Calls:
    """Our entity, asynchronously."""
    from benchmarks.pokemon import item, key  # noqa: PLC0415
    from dynamodb_toolbox import GetItemCommand  # noqa: PLC0415

    entity = _ours(url)
    query, put = _once(lambda: _our_query(entity)), _once(_our_put)
    one, of_one = item(1), key(1)
    return {
        "get": lambda: entity.build(GetItemCommand).key(of_one).send_async(),
        "put": lambda: entity.build(put()).item(one).send_async(),
        "query": lambda: query().send_async(),
    }


def ours_raw(url: str) -> Calls:
    """Our client alone: requests and replies in wire form."""
    client = _ours(url).table.get_client()
    put = _once(_wire_put)
    return {
        "get": lambda: client.call("GetItem", _WIRE_KEY),
        "put": lambda: client.call("PutItem", put()),
        "query": lambda: client.call("Query", _WIRE_QUERY),
    }


_WIRE_KEY: Final = {"TableName": "pokemons", "Key": {"pk": {"S": "ash"}, "sk": {"S": "pokemon-000000001"}}}
_WIRE_QUERY: Final = {
    "TableName": "pokemons",
    "KeyConditionExpression": "pk = :pk",
    "ExpressionAttributeValues": {":pk": {"S": "ash"}},
}


def _wire_put() -> dict[str, Any]:
    from dynamodb_toolbox.values import encode_item  # noqa: PLC0415

    return {"TableName": "pokemons", "Item": encode_item(stored())}


def boto3_client(url: str) -> Calls:
    """boto3's client, in wire form: it has no models."""
    boto3: Any = _import("boto3")
    client = boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
    )
    put = _once(_wire_put)
    return {
        "get": lambda: client.get_item(**_WIRE_KEY),
        "put": lambda: client.put_item(**put()),
        "query": lambda: client.query(**_WIRE_QUERY),
    }


async def aiobotocore_client(url: str) -> Calls:
    """Aiobotocore's client, in wire form: it has no models."""
    session: Any = _import("aiobotocore.session").get_session()
    client = await session.create_client(
        "dynamodb",
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        config=_import("aiobotocore.config").AioConfig(max_pool_connections=64),
    ).__aenter__()
    put = _once(_wire_put)
    return {
        "get": lambda: client.get_item(**_WIRE_KEY),
        "put": lambda: client.put_item(**put()),
        "query": lambda: client.query(**_WIRE_QUERY),
    }


async def aiodynamo_client(url: str) -> Calls:
    """Aiodynamo over aiohttp: dicts, it has no models."""
    aiodynamo: Any = _import("aiodynamo.client")
    credentials: Any = _import("aiodynamo.credentials")
    expressions: Any = _import("aiodynamo.expressions")
    session = _import("aiohttp").ClientSession()
    client = aiodynamo.Client(
        _import("aiodynamo.http.aiohttp").AIOHTTP(session),
        credentials.StaticCredentials(credentials.Key(ACCESS_KEY, SECRET_KEY)),
        REGION,
        _import("yarl").URL(url),
    )
    table = client.table("pokemons")
    pokemon = {**stored(), "weight": 6.5}
    key = {name: pokemon[name] for name in ("pk", "sk")}

    async def query() -> list[Any]:
        return [found async for found in table.query(expressions.HashKey("pk", "ash"))]

    return {"get": lambda: table.get_item(key), "put": lambda: table.put_item(pokemon), "query": query}


async def dynamoxy_model(url: str) -> Calls:
    """Dynamoxy's model."""
    dynamoxy: Any = _import("dynamoxy")
    model, stats, evolution = _dynamoxy_classes(dynamoxy)
    credentials = dynamoxy.Credentials(ACCESS_KEY, SECRET_KEY)
    client = dynamoxy.Client(region=REGION, endpoint_url=url, credentials=credentials)
    repository = client.repository(model)
    fields = stored()
    fields["stats"] = stats(**fields["stats"])
    fields["evolutions"] = [evolution(**one) for one in fields["evolutions"]]
    one = model(**fields)
    return {
        "get": lambda: repository.get(pk=one.pk, sk=one.sk),
        "put": lambda: repository.put(one),
        "query": lambda: repository.query(pk="ash").all(),
    }


def _dynamoxy_classes(dynamoxy: Any) -> tuple[Any, Any, Any]:
    """Give the classes of a Pokémon, its stats and its evolutions."""
    from types import GenericAlias, new_class  # noqa: PLC0415

    attr = dynamoxy.Attr

    def of(name: str, base: Any, types: dict[str, Any], **keywords: Any) -> Any:
        annotations = {field: attr[kind] for field, kind in types.items()}
        keys = {"pk": dynamoxy.partition_key(), "sk": dynamoxy.sort_key()} if "pk" in types else {}
        body = {"__annotations__": annotations, "__module__": __name__, **keys}
        return new_class(name, (base,), keywords, lambda space: space.update(body))

    stats = of("Stats", dynamoxy.Document, {"hp": int, "attack": int, "defence": int, "region": str})
    evolution = of("Evolution", dynamoxy.Document, {"to": str, "level": int})
    texts = dict.fromkeys(("pk", "sk", "species", "nickname", "caught_at"), str)
    numbers = {"level": int, "experience": int, "weight": float, "is_legendary": bool}
    nested = {"types": set[str], "stats": stats, "evolutions": GenericAlias(list, (evolution,))}
    return of("Pokemon", dynamoxy.Model, {**texts, **numbers, **nested}, table="pokemons"), stats, evolution


def _pydynox_model(url: str) -> Any:
    pydynox: Any = _import("pydynox")
    attributes: Any = _import("pydynox.attributes")
    client = pydynox.DynamoDBClient(
        region=REGION, access_key=ACCESS_KEY, secret_key=SECRET_KEY, endpoint_url=url
    )
    kinds = {
        "pk": attributes.StringAttribute(partition_key=True),
        "sk": attributes.StringAttribute(sort_key=True),
        "species": attributes.StringAttribute(),
        "nickname": attributes.StringAttribute(),
        "caught_at": attributes.StringAttribute(),
        "level": attributes.NumberAttribute(),
        "experience": attributes.NumberAttribute(),
        "weight": attributes.NumberAttribute(),
        "is_legendary": attributes.BooleanAttribute(),
        "types": attributes.StringSetAttribute(),
        "stats": attributes.MapAttribute(),
        "evolutions": attributes.ListAttribute(),
    }
    config = pydynox.ModelConfig(table="pokemons", client=client)
    return type("Pokemon", (pydynox.Model,), {"model_config": config, **kinds})


def pydynox_model(url: str) -> Calls:
    """Pydynox's model, synchronously; its maps and lists are plain."""
    model = _pydynox_model(url)
    one = model(**stored())
    return {
        "get": lambda: model.sync_get(pk=one.pk, sk=one.sk),
        "put": one.sync_save,
        "query": lambda: list(model.sync_query(partition_key="ash")),
    }


async def pydynox_model_async(url: str) -> Calls:
    """Pydynox's model, asynchronously."""
    model = _pydynox_model(url)
    one = model(**stored())

    async def query() -> list[Any]:
        return [found async for found in model.query(partition_key="ash")]

    return {"get": lambda: model.get(pk=one.pk, sk=one.sk), "put": one.save, "query": query}


WAYS: Final = {
    "ours": Way("**dynamodb-toolbox**, entity", (), ours, ours=True),
    "ours-raw": Way("**dynamodb-toolbox**, client in wire form", (), ours_raw, ours=True),
    "boto3": Way("boto3 client (wire form)", ("boto3",), boto3_client),
    "pydynox": Way("pydynox Model, sync", ("pydynox",), pydynox_model),
    "ours-async": Way("**dynamodb-toolbox**, entity, async", (), ours_async, asynchronous=True, ours=True),
    "dynamoxy": Way("dynamoxy Model, async", ("dynamoxy",), dynamoxy_model, asynchronous=True),
    "pydynox-async": Way("pydynox Model, async", ("pydynox",), pydynox_model_async, asynchronous=True),
    "aiodynamo": Way(
        "aiodynamo on aiohttp (dicts)", ("aiodynamo", "aiohttp"), aiodynamo_client, asynchronous=True
    ),
    "aiobotocore": Way(
        "aiobotocore client (wire form)", ("aiobotocore",), aiobotocore_client, asynchronous=True
    ),
}
