"""One kind of item, declared alike in each kind of class."""

# pydantic and attrs read the annotations when the program runs, hence no names that type checkers alone see.
import dataclasses
import enum
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

import attrs
import msgspec
import pydantic
from typing_extensions import TypedDict

from dynamodb_toolbox import Attr, Item, Map, attr, key, prefix

PokeType = Literal["fire", "water", "electric"]


class Region(enum.Enum):
    KANTO = "kanto"
    JOHTO = "johto"


@dataclasses.dataclass
class DataclassCaptured:
    by: str
    status: Literal["captured"] = "captured"


@dataclasses.dataclass
class DataclassWild:
    status: Literal["wild"] = "wild"


@dataclasses.dataclass
class DataclassKey:
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]


@dataclasses.dataclass
class DataclassPokemon:
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]
    caught_at: datetime
    level: int = 1
    custom_name: str | None = None
    secret: Annotated[str | None, attr(hidden=True)] = None
    poke_types: frozenset[PokeType] = frozenset({"electric"})
    moves: list[Annotated[str, attr(transform=prefix("M"))]] = dataclasses.field(default_factory=list)
    resistances: dict[PokeType, int] = dataclasses.field(default_factory=dict)
    state: DataclassCaptured | DataclassWild = dataclasses.field(default_factory=DataclassWild)
    before: list[DataclassCaptured] = dataclasses.field(default_factory=list)
    price: Decimal = Decimal(1)
    ratio: float = 1.0
    position: tuple[int, str] = (0, "north")
    region: Region = Region.KANTO
    serial: UUID | None = None
    photo: bytes = b""
    label: Annotated[str | None, attr(link=lambda item: f"level {item['level']}")] = None


@attrs.define
class AttrsCaptured:
    by: str
    status: Literal["captured"] = "captured"


@attrs.define
class AttrsWild:
    status: Literal["wild"] = "wild"


@attrs.define
class AttrsKey:
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]


@attrs.define
class AttrsPokemon:
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]
    caught_at: datetime
    level: int = 1
    custom_name: str | None = None
    secret: Annotated[str | None, attr(hidden=True)] = None
    poke_types: frozenset[PokeType] = frozenset({"electric"})
    moves: list[Annotated[str, attr(transform=prefix("M"))]] = attrs.field(factory=list)
    resistances: dict[PokeType, int] = attrs.field(factory=dict)
    state: AttrsCaptured | AttrsWild = attrs.field(factory=AttrsWild)
    before: list[AttrsCaptured] = attrs.field(factory=list)
    price: Decimal = Decimal(1)
    ratio: float = 1.0
    position: tuple[int, str] = (0, "north")
    region: Region = Region.KANTO
    serial: UUID | None = None
    photo: bytes = b""
    label: Annotated[str | None, attr(link=lambda item: f"level {item['level']}")] = None


class StructCaptured(msgspec.Struct, frozen=True):
    by: str
    status: Literal["captured"] = "captured"


class StructWild(msgspec.Struct, frozen=True):
    status: Literal["wild"] = "wild"


class StructKey(msgspec.Struct, frozen=True):
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]


class StructPokemon(msgspec.Struct, frozen=True):
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]
    caught_at: datetime
    level: int = 1
    custom_name: str | None = None
    secret: Annotated[str | None, attr(hidden=True)] = None
    poke_types: frozenset[PokeType] = frozenset({"electric"})
    moves: list[Annotated[str, attr(transform=prefix("M"))]] = msgspec.field(default_factory=list)
    resistances: dict[PokeType, int] = msgspec.field(default_factory=dict)
    state: StructCaptured | StructWild = msgspec.field(default_factory=StructWild)
    before: list[StructCaptured] = msgspec.field(default_factory=list)
    price: Decimal = Decimal(1)
    ratio: float = 1.0
    position: tuple[int, str] = (0, "north")
    region: Region = Region.KANTO
    serial: UUID | None = None
    photo: bytes = b""
    label: Annotated[str | None, attr(link=lambda item: f"level {item['level']}")] = None


class ModelCaptured(pydantic.BaseModel):
    by: str
    status: Literal["captured"] = "captured"


class ModelWild(pydantic.BaseModel):
    status: Literal["wild"] = "wild"


class ModelKey(pydantic.BaseModel):
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]


class ModelPokemon(pydantic.BaseModel):
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]
    caught_at: datetime
    level: int = 1
    custom_name: str | None = None
    secret: Annotated[str | None, attr(hidden=True)] = None
    poke_types: frozenset[PokeType] = frozenset({"electric"})
    moves: list[Annotated[str, attr(transform=prefix("M"))]] = pydantic.Field(default_factory=list)
    resistances: dict[PokeType, int] = pydantic.Field(default_factory=dict)
    state: ModelCaptured | ModelWild = pydantic.Field(default_factory=ModelWild)
    before: list[ModelCaptured] = pydantic.Field(default_factory=list)
    price: Decimal = Decimal(1)
    ratio: float = 1.0
    position: tuple[int, str] = (0, "north")
    region: Region = Region.KANTO
    serial: UUID | None = None
    photo: bytes = b""
    label: Annotated[str | None, attr(link=lambda item: f"level {item['level']}")] = None


class DictCaptured(TypedDict):
    by: str
    status: Annotated[Literal["captured"], attr(default="captured")]


class DictWild(TypedDict):
    status: Annotated[Literal["wild"], attr(default="wild")]


class DictKey(TypedDict):
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]


class DictPokemon(TypedDict):
    pokemon_id: Annotated[str, key(saved_as="pk", transform=prefix("P"))]
    caught_at: datetime
    level: Annotated[int, attr(default=1)]
    custom_name: NotRequired[str]
    secret: Annotated[NotRequired[str], attr(hidden=True)]
    poke_types: Annotated[frozenset[PokeType], attr(default=frozenset({"electric"}))]
    moves: Annotated[list[Annotated[str, attr(transform=prefix("M"))]], attr(default=list)]
    resistances: Annotated[dict[PokeType, int], attr(default=dict)]
    state: Annotated[DictCaptured | DictWild, attr(default={"status": "wild"})]
    before: Annotated[list[DictCaptured], attr(default=list)]
    price: Annotated[Decimal, attr(default=Decimal(1))]
    ratio: Annotated[float, attr(default=1.0)]
    position: Annotated[tuple[int, str], attr(default=(0, "north"))]
    region: Annotated[Region, attr(default=Region.KANTO)]
    serial: NotRequired[UUID]
    photo: Annotated[bytes, attr(default=b"")]
    label: Annotated[NotRequired[str], attr(link=lambda item: f"level {item['level']}")]


class DeclaredCaptured(Map):
    by: Attr[str]
    status: Attr[Literal["captured"]] = attr(default="captured")


class DeclaredWild(Map):
    status: Attr[Literal["wild"]] = attr(default="wild")


class DeclaredKey(Map):
    pokemon_id: Attr[str] = key(saved_as="pk", transform=prefix("P"))


class DeclaredPokemon(DeclaredKey, Item):
    caught_at: Attr[datetime]
    level: Attr[int] = attr(default=1)
    custom_name: Attr[str | None] = attr(default=None)
    secret: Attr[str | None] = attr(default=None, hidden=True)
    poke_types: Attr[frozenset[PokeType]] = attr(default=frozenset({"electric"}))
    moves: Attr[list[Annotated[str, attr(transform=prefix("M"))]]] = attr(default=list)
    resistances: Attr[dict[PokeType, int]] = attr(default=dict)
    state: Attr[DeclaredCaptured | DeclaredWild] = attr(default=DeclaredWild)
    before: Attr[list[DeclaredCaptured]] = attr(default=list)
    price: Attr[Decimal] = attr(default=Decimal(1))
    ratio: Attr[float] = attr(default=1.0)
    position: Attr[tuple[int, str]] = attr(default=(0, "north"))
    region: Attr[Region] = attr(default=Region.KANTO)
    serial: Attr[UUID | None] = attr(default=None)
    photo: Attr[bytes] = attr(default=b"")
    label: Attr[str | None] = attr(default=None, link=lambda item: f"level {item['level']}")


@dataclasses.dataclass(frozen=True)
class Kind:
    """The classes of one kind, and how their instances are looked at."""

    pokemon: Any
    key: Any
    captured: Any
    wild: Any
    get: Callable[[Any, str], Any] = getattr
    changed: Callable[..., Any] = dataclasses.replace


def _changed(instance: Any, **changes: Any) -> Any:
    return instance.replace(**changes)


def _model_changed(instance: Any, **changes: Any) -> Any:
    return instance.model_copy(update=changes)


def _got(instance: Mapping[str, Any], name: str) -> Any:
    return instance.get(name)


def _dict_changed(instance: dict[str, Any], **changes: Any) -> Any:
    return {**instance, **changes}


KINDS = {
    "dataclass": Kind(DataclassPokemon, DataclassKey, DataclassCaptured, DataclassWild),
    "attrs": Kind(AttrsPokemon, AttrsKey, AttrsCaptured, AttrsWild, changed=attrs.evolve),
    "msgspec": Kind(StructPokemon, StructKey, StructCaptured, StructWild, changed=msgspec.structs.replace),
    "pydantic": Kind(ModelPokemon, ModelKey, ModelCaptured, ModelWild, changed=_model_changed),
    "typed_dict": Kind(DictPokemon, DictKey, DictCaptured, DictWild, _got, _dict_changed),
    "declared": Kind(DeclaredPokemon, DeclaredKey, DeclaredCaptured, DeclaredWild, changed=_changed),
}
DICTS = {"typed_dict"}
LATER = datetime(2026, 1, 2, tzinfo=UTC)
