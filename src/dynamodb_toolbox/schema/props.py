"""What a modifier leaves on a schema: plain, immutable data (spec/schema.md §3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from dynamodb_toolbox.records import Record
from dynamodb_toolbox.values import MISSING

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.transformers import Transformer

Required: TypeAlias = Literal["never", "at_least_once", "always"]
Mode: TypeAlias = Literal["put", "key", "update"]

Link: TypeAlias = Callable[[dict[str, Any]], Any]
"""Takes the whole input after defaults, gives the attribute's value (`MISSING`: none)."""

Validator: TypeAlias = Callable[[Any], bool | str]
"""Takes a valid value; `True` accepts it, anything else refuses it, a string says why."""


_TUPLES: Final = {"enum", "key_validators", "put_validators", "update_validators"}


class Props(Record):
    """The properties of one schema; `None`, `MISSING` and `()` mean never set."""

    required: Required | None = None
    hidden: bool | None = None
    key: bool | None = None
    saved_as: str | None = None
    enum: tuple[Any, ...] | None = None
    transform: Transformer | None = None
    big: bool | None = None
    partial: bool | None = None
    discriminator: str | None = None
    cast_as: Any = None
    title: str | None = None
    description: str | None = None
    key_default: Any = MISSING
    put_default: Any = MISSING
    update_default: Any = MISSING
    key_link: Link | None = None
    put_link: Link | None = None
    update_link: Link | None = None
    key_validators: tuple[Validator, ...] = ()
    put_validators: tuple[Validator, ...] = ()
    update_validators: tuple[Validator, ...] = ()

    @staticmethod
    def of(given: Mapping[str, Any]) -> Props:
        """Make properties of keywords; sequences become tuples, so that nothing changes behind the schema."""
        return Props(**{name: tuple(v) if name in _TUPLES else v for name, v in given.items()})  # type: ignore[arg-type]

    def slot(self, mode: Mode) -> Mode:
        """Tell whose default, link and validators count in `mode`: a key attribute always uses `key_*`."""
        return "key" if self.key else mode

    def is_required(self, mode: Mode) -> bool:
        """Tell whether a value must be there in `mode`, after defaults and links."""
        if mode == "put":
            return self.required != "never"
        return self.required == "always"

    def has_default_or_link(self) -> bool:
        """Tell whether any of the six ways to fill a missing value is set."""
        defaults = (self.key_default, self.put_default, self.update_default)
        links = (self.key_link, self.put_link, self.update_link)
        return any(d is not MISSING for d in defaults) or any(link is not None for link in links)
