"""An entity compiled: items read from the wire, inputs written to it, by straight-line code.

Wherever the code does not handle something, or something is wrong, the walk over the schema does the work and
tells what is wrong: values and errors are the same, and only the time differs. See docs/design/codec.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

import msgspec

from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.commands.entity_walk import EntityWalk
from dynamodb_toolbox.commands.wire import EMPTY, key_names
from dynamodb_toolbox.commands.written import Written
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.internal_attributes import entity_attribute_name
from dynamodb_toolbox.limits import MAX_ITEM_BYTES
from dynamodb_toolbox.protocol.calls import Wire, Wires
from dynamodb_toolbox.schema.codec.reading import Reader, compile_reader
from dynamodb_toolbox.schema.codec.shape import Load
from dynamodb_toolbox.schema.codec.source import Deviation
from dynamodb_toolbox.schema.primitives import is_encoded
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.types import Primitive
from dynamodb_toolbox.values import WireItem, encode_item

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser
    from dynamodb_toolbox.models.model import Model
    from dynamodb_toolbox.schema.codec.plan import Views
    from dynamodb_toolbox.schema.parse.steps import Filled

I = TypeVar("I")  # noqa: E741  # the item given back

Write: TypeAlias = "Callable[[Any, Filled], tuple[dict[str, Any], bytes]]"

KINDS: Final = {"string": "S", "number": "N", "binary": "B"}

_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.Decoder(WireItem).decode


class EntityCodec(EntityWalk[I]):
    """Reads and writes items of one entity; each part is compiled when it is first needed."""

    def __init__(self, entity: Entity[I, Any]) -> None:
        super().__init__(entity)
        self._parser = EntityParser(entity)

    def read(self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False) -> I:
        """Do as `EntityWalk.read`."""
        reader = self._reader if attributes is None and not partial else None
        if reader is not None:
            try:
                item: I = reader.given(wire)
            except Exception:  # noqa: BLE001, S110  # the walk decides, and says what is wrong
                pass
            else:
                return item
        return super().read(wire, attributes=attributes, partial=partial)

    def read_dict(
        self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False
    ) -> dict[str, Any]:
        """Do as `EntityWalk.read_dict`."""
        if attributes is None:
            item, is_read = _read(self._partial_reader if partial else self._dict_reader, wire)
            if is_read:
                return cast("dict[str, Any]", item)
        return super().read_dict(wire, attributes=attributes, partial=partial)

    def read_all(self, wires: Wires) -> list[I] | None:
        """Read several items at once; `None` where one of them is for the walk, or of another entity."""
        reader = self._reader
        if reader is None:
            return None
        try:
            if isinstance(wires, msgspec.Raw):
                return reader.all_from_json(wires)
            return list(map(reader.from_wire, wires))
        except Exception:  # noqa: BLE001  # the walk decides, item by item
            return None

    def write(self, item: Any, filled: Filled) -> Written | None:
        """Write the input of a put; `None` where it is for the walk, which is told what is `filled`."""
        write, takes_instances = self._put
        if write is None:
            return None
        try:
            parsed, json = write(item if takes_instances else self._parser.input_of(item, "put"), filled)
            json = self._with_key(parsed, json)
        except Exception:  # noqa: BLE001  # the walk decides, and says what is wrong
            return None
        if (
            len(json) > MAX_ITEM_BYTES
        ):  # JSON is longer than what DynamoDB counts: most are short enough even so
            return None
        return Written(parsed, json, self._primary)

    def write_key(self, key: Any, filled: Filled) -> WireItem | None:
        """Write a key; `None` where it is for the walk, which is told what is `filled`."""
        plain = None if self._plain_keys is None else self._plain_keys.write(key)
        if plain is not None:
            return plain
        write, takes_instances = self._key
        if write is None:
            return None
        try:
            parsed, json = write(key if takes_instances else self._parser.input_of(key, "key"), filled)
            wire = _decode(self._with_key(parsed, json))
            return {name: wire[name] for name in self._primary}
        except Exception:  # noqa: BLE001  # the walk decides, and says what is wrong
            return None

    def _with_key(self, parsed: dict[str, Any], json: bytes) -> bytes:
        """Give an item with its primary key, whose parts, and those of indexes' keys, are right.

        Raises:
            Deviation: They are not.
        """
        attributes = self._stored_as_parsed
        if attributes is not None:
            for name in attributes:
                value = parsed.get(name, name)
                if not value and value in ("", b""):
                    raise Deviation
            return json
        wire = _decode(json)
        if self.entity.compute_key is not None:
            computed = self._key_parser.parse(self.entity.compute_key(parsed))
            wire |= encode_item(computed)
            json = _encode(wire)
        is_right = all(kind in wire[name] for name, kind in self._kinds)
        if not is_right or any(wire.get(name) in EMPTY for name in self._key_names):
            raise Deviation
        return json

    @cached_property
    def _key_parser(self) -> PrimaryKeyParser:
        from dynamodb_toolbox.commands.primary_key_parser import (  # noqa: PLC0415  # for computed keys
            PrimaryKeyParser,
        )

        return PrimaryKeyParser(self.entity.table)

    @cached_property
    def _stored_as_parsed(self) -> tuple[str, ...] | None:
        """The attributes that are keys, or parts of them, of table or indexes, stored as they are parsed.

        `None` where keys have to be looked at as they are stored.
        """
        schema = self.entity.schema
        if self.entity.compute_key is not None:
            return None
        names = {schema.saved_name(name): name for name in schema.attributes}
        found = [names[stored] for stored in self._key_names if stored in names]
        children = [schema.attributes[name] for name in found]
        plain = all(isinstance(child, Primitive) and not is_encoded(child) for child in children)
        return tuple(found) if plain else None

    @cached_property
    def _primary(self) -> tuple[str, ...]:
        return tuple(key["name"] for key in self.entity.table.key_attributes())

    @cached_property
    def _kinds(self) -> tuple[tuple[str, str], ...]:
        return tuple((key["name"], KINDS[key["type"]]) for key in self.entity.table.key_attributes())

    @cached_property
    def _key_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key_names(self.entity.table)))

    @cached_property
    def _put(self) -> tuple[Write | None, bool]:
        return self._compiled("put", [self.entity.model])

    @cached_property
    def _key(self) -> tuple[Write | None, bool]:
        return self._compiled("key", [self.entity.key_model, self.entity.model])

    def _compiled(self, mode: Mode, models: Iterable[Model[Any] | None]) -> tuple[Write | None, bool]:
        """Compile parsing and writing, and tell whether inputs may be, and hold, instances of classes."""
        entity = self.entity
        known = [model for model in models if model is not None]
        if known:
            from dynamodb_toolbox.models.dumping import views_of  # noqa: PLC0415  # few have classes

            write = self._compiled_with(mode, views_of(known, entity.schema))
            if write is not None:
                return write, True
        return self._compiled_with(mode, {}), not (entity.model or entity.key_model)

    def _compiled_with(self, mode: Mode, views: Views) -> Write | None:
        from dynamodb_toolbox.schema.codec.plan import Unsupported  # noqa: PLC0415  # most reads need neither
        from dynamodb_toolbox.schema.codec.writing import compile_writer  # noqa: PLC0415

        schema, name, forbid_unknown = self.entity.schema, self.entity.name, self.entity.forbid_unknown
        try:
            return compile_writer(
                schema, f"writing {name}", mode=mode, forbid_unknown=forbid_unknown, views=views
            )
        except Unsupported:
            return None

    @cached_property
    def _reader(self) -> Reader | None:
        """What reads dicts, or instances of the entity's class."""
        model = self.entity.model
        if model is None:
            return self._dict_reader
        from dynamodb_toolbox.models.loading import loads_of  # noqa: PLC0415  # few have classes

        return self._compiled_reader(loads=loads_of(model, self.entity.schema))

    @cached_property
    def _dict_reader(self) -> Reader | None:
        return self._compiled_reader()

    @cached_property
    def _partial_reader(self) -> Reader | None:
        return self._compiled_reader(partial=True)

    def _compiled_reader(
        self, *, partial: bool = False, loads: Mapping[int, Load] | None = None
    ) -> Reader | None:
        entity = self.entity
        assumed: Mapping[str, Any] = {}
        if entity.entity_attribute is not False:  # an item that does not tell its entity is of this one
            assumed = {entity_attribute_name(entity.entity_attribute): entity.name}
        try:
            title = f"reading {entity.name}"
            return compile_reader(entity.schema, title, assumed=assumed, partial=partial, loads=loads or {})
        except ValueError:  # a stored name that msgspec has no field for
            return None


def _read(reader: Reader | None, wire: Wire) -> tuple[Any, bool]:
    """Give what a reader makes of an item, and whether it does: the walk decides, and says what is wrong."""
    if reader is None:
        return None, False
    try:
        return reader.given(wire), True
    except Exception:  # noqa: BLE001
        return None, False
