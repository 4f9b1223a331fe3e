"""The base of every schema: its properties, and the modifiers that all types share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, Unpack

from dynamodb_toolbox.records import names_of, replace
from dynamodb_toolbox.schema.props import Link, Props, Required, Validator

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.props_input import PropsInput

A = TypeVar("A")


class Schema:
    """One node of a schema: immutable; each modifier gives a new one and shares the children.

    Attributes:
        type: The reference's name of the type, such as `anyOf`.
        props: What the modifiers have set.
    """

    type: ClassVar[str]
    props: Props

    def __init__(self, **props: Unpack[PropsInput]) -> None:
        self.props = Props.of(props)
        self.checked = False

    def build(self, action: Callable[[Self], A]) -> A:
        """Give `action` this schema: `schema.build(Parser)`."""
        return action(self)

    def clone(self, **props: Any) -> Self:
        """Give a copy with some properties set anew, by the names of `Props`."""
        return self.with_props(replace(self.props, **props))

    def with_props(self, props: Props) -> Self:
        """Give a copy with all properties set anew."""
        copied = object.__new__(type(self))
        vars(copied).update(vars(self), props=props, checked=False)
        return copied

    def __repr__(self) -> str:
        unset = Props()
        given = ((name, getattr(self.props, name)) for name in names_of(Props))
        shown = (f"{name}={value!r}" for name, value in given if value is not getattr(unset, name))
        return f"{type(self).__name__}({', '.join(shown)})"


class Attribute(Schema):
    """A schema that can be an attribute or an element: all but `item`."""

    def title(self, title: str) -> Self:
        """Name the attribute for people; it shows in JSON Schemas and models."""
        return self.clone(title=title)

    def description(self, description: str) -> Self:
        """Explain the attribute to people; it shows in JSON Schemas and models."""
        return self.clone(description=description)

    def required(self, when: Required = "at_least_once") -> Self:
        """Say when a value must be given: `at_least_once` (puts), `always` (updates too) or `never`."""
        return self.clone(required=when)

    def optional(self) -> Self:
        """Let the value be missing, always: `required("never")`."""
        return self.required("never")

    def hidden(self, hidden: bool = True) -> Self:
        """Leave the attribute out of formatted items; it is still stored, validated and required."""
        return self.clone(hidden=hidden)

    def key(self, key: bool = True) -> Self:
        """Let the attribute take part in the primary key: it is then required always."""
        return self.clone(key=key, required="always") if key else self.clone(key=False)

    def saved_as(self, name: str | None) -> Self:
        """Store the attribute under another name."""
        return self.clone(saved_as=name)

    def default(self, value: Any) -> Self:
        """Fill a missing value in puts (a key: always); `value` is given, or a function without arguments.

        Call it after `key()`: a key attribute reads its key default only.
        """
        return self.key_default(value) if self.props.key else self.put_default(value)

    def key_default(self, value: Any) -> Self:
        """Fill a missing value of a key attribute."""
        return self.clone(key_default=value)

    def put_default(self, value: Any) -> Self:
        """Fill a missing value in puts."""
        return self.clone(put_default=value)

    def update_default(self, value: Any) -> Self:
        """Fill a missing value in updates; an update action such as `add(1)` goes in a function."""
        return self.clone(update_default=value)

    def link(self, link: Link) -> Self:
        """Compute a missing value from the whole input in puts (a key: always)."""
        return self.key_link(link) if self.props.key else self.put_link(link)

    def key_link(self, link: Link) -> Self:
        """Compute a missing value of a key attribute from the whole input."""
        return self.clone(key_link=link)

    def put_link(self, link: Link) -> Self:
        """Compute a missing value from the whole input in puts."""
        return self.clone(put_link=link)

    def update_link(self, link: Link) -> Self:
        """Compute a missing value from the whole input in updates; it may hold update actions."""
        return self.clone(update_link=link)

    def validate(self, validator: Validator) -> Self:
        """Check the value in puts (a key: always); a second validator joins the first."""
        return self.key_validate(validator) if self.props.key else self.put_validate(validator)

    def key_validate(self, validator: Validator) -> Self:
        """Check the value of a key attribute."""
        return self.clone(key_validators=(*self.props.key_validators, validator))

    def put_validate(self, validator: Validator) -> Self:
        """Check the value in puts."""
        return self.clone(put_validators=(*self.props.put_validators, validator))

    def update_validate(self, validator: Validator) -> Self:
        """Check the value in updates."""
        return self.clone(update_validators=(*self.props.update_validators, validator))
