"""An entity with attributes of every type and names of every sort: see `tests/typing/right/generated.py`."""

from decimal import Decimal
from enum import Enum

from dynamodb_toolbox import Entity, Table, s


class Region(Enum):
    KANTO = "kanto"
    JOHTO = "johto"


table = Table(name="every-type", partition_key={"name": "pk", "type": "string"})
every_type = Entity(
    name="every-type",
    table=table,
    schema=s.item({
        "pk": s.string().key(),
        "level": s.number().default(1),
        "exact": s.number().big(),
        "species": s.string().enum("pikachu", 'it"s'),
        "rank": s.number().enum(1, 2),
        "photo": s.binary().optional(),
        "region": s.enum(Region),
        "first": s.enum(Region).enum(Region.KANTO).optional(),
        "caught_at": s.datetime().optional(),
        "price": s.decimal().default(Decimal(0)),
        "serial": s.uuid().optional(),
        "anything": s.any().optional(),
        "cast": s.any().cast_as(list[int] | None).optional(),
        "moves": s.list(s.map({"name": s.string(), "power": s.number().optional()})).default([]),
        "position": s.tuple(s.string(), s.number()),
        "tags": s.set(s.string().enum("a", "b")).optional(),
        "resistances": s.record(s.string().enum("fire", "water"), s.number()).partial(),
        "nullable": s.any_of(s.string(), s.null()),
        "state": s.any_of(
            s.map({"status": s.string().enum("wild")}),
            s.map({"status": s.string().enum("captured"), "by": s.string()}),
        ).discriminate("status"),
        "odd": s.map({"a.b": s.string(), "class": s.number().optional(), "in": s.map({"x": s.boolean()})}),
        "shadow": s.map({"int": s.number(), "str": s.string()}),
        "private": s.map({"__mangled": s.string()}),
        "secret": s.string().hidden().optional(),
        "code": s.string().link(lambda item: f"code {item['level']}"),
    }),
)  # fmt: skip
