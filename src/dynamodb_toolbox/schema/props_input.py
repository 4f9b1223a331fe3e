"""The properties of a schema as keywords. It is for type checkers: nothing loads it at run time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.props import Link, Required, Validator
    from dynamodb_toolbox.schema.transformers import Transformer


class PropsInput(TypedDict, total=False):
    """The properties as keywords of a type: `s.string(key=True, required="always")`."""

    required: Required
    hidden: bool
    key: bool
    saved_as: str
    enum: Sequence[Any]
    transform: Transformer
    big: bool
    partial: bool
    discriminator: str
    cast_as: Any
    title: str
    description: str
    key_default: Any
    put_default: Any
    update_default: Any
    key_link: Link
    put_link: Link
    update_link: Link
    key_validators: Sequence[Validator]
    put_validators: Sequence[Validator]
    update_validators: Sequence[Validator]
