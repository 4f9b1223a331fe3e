"""An entity compiled: items read from the wire, inputs written to it, by straight-line code.

Wherever the code does not handle something, or something is wrong, the walk over the schema does the work and
tells what is wrong: values and errors are the same, and only the time differs. See docs/design/codec.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final, Generic, TypeAlias, TypeVar

import msgspec

from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser
from dynamodb_toolbox.commands.raw_items import opened
from dynamodb_toolbox.commands.wire import EMPTY, key_names
from dynamodb_toolbox.commands.written import Written
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.internal_attributes import entity_attribute_name
from dynamodb_toolbox.limits import MAX_ITEM_BYTES
from dynamodb_toolbox.protocol.calls import Wire, Wires
from dynamodb_toolbox.schema.codec.parsing import compile_parser
from dynamodb_toolbox.schema.codec.plan import Unsupported
from dynamodb_toolbox.schema.codec.reading import Reader, compile_reader
from dynamodb_toolbox.schema.codec.source import Deviation
from dynamodb_toolbox.schema.codec.writing import compile_writer
from dynamodb_toolbox.schema.parse.steps import Filled
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import WireItem, decode_item, encode_item

I = TypeVar("I")  # noqa: E741  # the item given back

Parse: TypeAlias = Callable[[Any, Filled], dict[str, Any]]
Write: TypeAlias = Callable[[dict[str, Any]], WireItem]

KINDS: Final = {"string": "S", "number": "N", "binary": "B"}

_encode: Final = msgspec.json.Encoder().encode


class EntityCodec(Generic[I]):
    """Reads and writes items of one entity; each part is compiled when it is first needed."""

    def __init__(self, entity: Entity[I, Any]) -> None:
        self.entity = entity
        self._formatter = EntityFormatter(entity)
        self._parser = EntityParser(entity)

    def read(self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False) -> I:
        """Read an item in wire form, or its JSON: a dict, or an instance of the entity's class.

        Args:
            wire: The item.
            attributes: The paths that were projected; others are neither given nor required.
            partial: Whether any attribute may be missing.

        Raises:
            DynamoDBToolboxError: `formatter.…`, where it is not as the schema has it.
        """
        wanted = None if attributes is None else tuple(attributes)
        item = self.read_dict(wire, attributes=wanted, partial=partial)
        return self._formatter.load(item, attributes=wanted, partial=partial)

    def read_dict(
        self, wire: Wire, *, attributes: Iterable[str] | None = None, partial: bool = False
    ) -> dict[str, Any]:
        """Do as `read`, and give a dict, whatever the class of the entity."""
        reader = self._partial_reader if partial else self._reader
        if reader is not None and attributes is None:
            try:
                item: dict[str, Any] = (
                    reader.from_json(wire) if isinstance(wire, msgspec.Raw) else reader.from_wire(wire)
                )
            except Exception:  # noqa: BLE001, S110  # the walk decides, and says what is wrong
                pass
            else:
                return item
        stored = decode_item(opened(wire))
        return self._formatter.format_dict(stored, attributes=attributes, partial=partial)

    def read_all(self, wires: Wires) -> list[I] | None:
        """Read several items at once; `None` where one of them is for the walk, or of another entity."""
        reader = self._reader
        if reader is None:
            return None
        try:
            if isinstance(wires, msgspec.Raw):
                items: list[Any] = reader.all_from_json(wires)
            else:
                items = list(map(reader.from_wire, wires))
        except Exception:  # noqa: BLE001  # the walk decides, item by item
            return None
        return items if self.entity.model is None else list(map(self._formatter.load, items))

    def write(self, item: Any, filled: Filled) -> Written | None:
        """Write the input of a put; `None` where it is for the walk, which is told what is `filled`."""
        parse, write = self._put
        if parse is None or write is None:
            return None
        try:
            parsed = parse(self._plain(item, "put"), filled)
            wire = self._with_key(parsed, write(parsed))
            json = _encode(wire)
        except Exception:  # noqa: BLE001  # the walk decides, and says what is wrong
            return None
        if len(json) > MAX_ITEM_BYTES or any(wire.get(name) in EMPTY for name in self._key_names):
            return None  # JSON is longer than what DynamoDB counts: most are short enough even so
        return Written(parsed, wire, json, self._primary)

    def write_key(self, key: Any, filled: Filled) -> WireItem | None:
        """Write a key; `None` where it is for the walk, which is told what is `filled`."""
        parse, write = self._key
        if parse is None or write is None:
            return None
        try:
            parsed = parse(self._plain(key, "key"), filled)
            wire = self._with_key(parsed, write(parsed))
            only = {name: wire[name] for name in self._primary}
        except Exception:  # noqa: BLE001  # the walk decides, and says what is wrong
            return None
        return None if any(value in EMPTY for value in only.values()) else only

    def _plain(self, given: Any, mode: Mode) -> Any:
        entity = self.entity
        has_classes = entity.model is not None or entity.key_model is not None
        return self._parser.input_of(given, mode) if has_classes else given

    def _with_key(self, parsed: dict[str, Any], wire: WireItem) -> WireItem:
        """Give the item with its primary key.

        Raises:
            DynamoDBToolboxError: A part of the key is not what the table has.
        """
        if self.entity.compute_key is not None:
            computed = PrimaryKeyParser(self.entity.table).parse(self.entity.compute_key(parsed))
            return wire | encode_item(computed)
        for name, kind in self._kinds:
            if kind not in wire[name]:
                raise Deviation
        return wire

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
    def _put(self) -> tuple[Parse | None, Write | None]:
        return self._compiled("put", checked=False)

    @cached_property
    def _key(self) -> tuple[Parse | None, Write | None]:
        return self._compiled("key", checked=True)

    def _compiled(self, mode: Mode, *, checked: bool) -> tuple[Parse | None, Write | None]:
        entity = self.entity
        try:
            return (
                compile_parser(
                    entity.schema, f"parsing {entity.name}", mode=mode, forbid_unknown=entity.forbid_unknown
                ),
                compile_writer(entity.schema, f"writing {entity.name}", mode=mode, checked=checked),
            )
        except Unsupported:
            return None, None

    @cached_property
    def _reader(self) -> Reader | None:
        return self._compiled_reader(partial=False)

    @cached_property
    def _partial_reader(self) -> Reader | None:
        return self._compiled_reader(partial=True)

    def _compiled_reader(self, *, partial: bool) -> Reader | None:
        entity = self.entity
        assumed: Mapping[str, Any] = {}
        if entity.entity_attribute is not False:  # an item that does not tell its entity is of this one
            assumed = {entity_attribute_name(entity.entity_attribute): entity.name}
        try:
            title = f"reading {entity.name}"
            return compile_reader(entity.schema, title, assumed=assumed, partial=partial)
        except ValueError:  # a stored name that msgspec has no field for
            return None
