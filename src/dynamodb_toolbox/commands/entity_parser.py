"""`EntityParser`: an input of an entity → what is stored, and its primary key (spec/actions.md §0.8)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.records import Record
from dynamodb_toolbox.schema.props import Mode

if TYPE_CHECKING:
    from dynamodb_toolbox.models.model import Model
    from dynamodb_toolbox.schema.parse.parser import ParseOptions, Parser
    from dynamodb_toolbox.schema.parse.steps import Extension, Filled


class Parsed(Record):
    """A parsed input: under the schema's names, as it is stored, and its primary key."""

    parsed_item: dict[str, Any]
    item: dict[str, Any]
    key: dict[str, Any]


class EntityParser:
    """Parses inputs of an entity; `entity.build(EntityParser)`."""

    action_name: ClassVar[str] = "parse"

    def __init__(self, entity: Entity[Any, Any]) -> None:
        self.entity = entity

    @cached_property
    def _parser(self) -> Parser:
        from dynamodb_toolbox.schema.parse.parser import Parser  # noqa: PLC0415  # compiled code needs no walk

        return Parser(self.entity.schema)

    def parse(
        self,
        item: Any,
        *,
        mode: Mode = "put",
        fill: bool = True,
        extension: Extension | None = None,
        filled: Filled | None = None,
    ) -> Parsed:
        """Fill defaults and links, validate, transform, and compute the primary key.

        Args:
            item: The input, by the schema's names; or an instance of the entity's class, or of its keys'.
            mode: `put`; `key` (only key attributes count); `update` (what is missing stays as it is).
            fill: Whether defaults and links run.
            extension: In updates, how actions such as `add(1)` are read; UpdateItem's way by default.
            filled: Defaults and links that were asked already, with what they gave: they are not asked again.

        Raises:
            DynamoDBToolboxError: `parsing.…` for a wrong input, `actions.parsePrimaryKey.…` for a wrong key.
        """
        from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser  # noqa: PLC0415  # as above

        item = self.input_of(item, mode)
        options = self._options(mode, fill, extension)
        options["filled"] = filled or []
        *_, parsed, stored = self._parser.start(item, **options)
        key = PrimaryKeyParser(self.entity.table).parse(self._key_input(parsed, stored))
        return Parsed(parsed, {**stored, **key}, key)

    def _key_input(self, parsed: Any, stored: Any) -> Any:
        compute_key = self.entity.compute_key
        if compute_key is None:
            return stored
        try:
            return compute_key(parsed)
        except Exception as error:
            error.add_note(f"Raised by `compute_key` of entity {self.entity.name!r}.")
            raise

    def errors(self, item: Any, *, mode: Mode = "put", fill: bool = True) -> list[DynamoDBToolboxError]:
        """Give all that is wrong with an input, in the order of the schema; nothing where it is valid."""
        return self._parser.errors(self.input_of(item, mode), **self._options(mode, fill, None))

    def input_of(self, item: Any, mode: Mode) -> Any:
        """Give an input as dicts: of an instance its attributes, and so within a dict.

        Raises:
            DynamoDBToolboxError: `parsing.invalidItem` for an instance of another class.
        """
        models = [self.entity.model, self.entity.key_model if mode == "key" else None]
        known: list[Model[Any]] = [model for model in models if model is not None]
        if not known:
            return item
        from dynamodb_toolbox.models.plain import plain  # noqa: PLC0415  # only where there is a class

        if type(item) in {dict, type(None)}:
            return plain(item)
        for model in reversed(known):
            if model.holds(item) or (mode == "key" and model.holds_key(item)):
                return model.dump(item)
        dumped = plain(item)
        if dumped is item:
            return item  # no instance: for the parser to refuse
        if isinstance(item, Mapping):
            return dumped
        expected = " or ".join(model.kind.__name__ for model in reversed(known))
        raise DynamoDBToolboxError(
            "parsing.invalidItem",
            f"Entity '{self.entity.name}' takes a dict or a {expected}; "
            f"got a {type(item).__name__}: {item!r}.",
            payload={"received": item, "expected": expected},
        )

    def _options(self, mode: Mode, fill: bool, extension: Extension | None) -> ParseOptions:
        if mode == "update" and extension is None:
            from dynamodb_toolbox.schema.update.extend import extend_update  # noqa: PLC0415  # updates alone

            extension = extend_update
        forbid_unknown = self.entity.forbid_unknown
        return {"mode": mode, "fill": fill, "extension": extension, "forbid_unknown": forbid_unknown}
