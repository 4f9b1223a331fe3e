"""DynamoDB's JSON ↔ what botocore takes and gives: bytes for base64 text, dates for seconds since 1970.

botocore's own model of the service says where such values stand; nothing else is touched.
"""

from __future__ import annotations

from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from dynamodb_toolbox.errors import SerializationException
from dynamodb_toolbox.values import AttributeValue

Turn: TypeAlias = Callable[[Any], Any]
"""Gives a value in the other form."""


class Shapes:
    """The requests, replies and errors of the service, each with what turns it; made as they are needed."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._requests: dict[str, Turn] = {}
        self._replies: dict[str, Turn] = {}
        self._errors: dict[str, Turn] = {}

    def given(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """Give a request as botocore takes it.

        Raises:
            SerializationException: Where a binary value is not base64.
        """
        turn = self._requests.get(operation)
        if turn is None:
            turn = _turn(self._model.operation_model(operation).input_shape, _GIVEN) or _same
            self._requests[operation] = turn
        turned: dict[str, Any] = turn(request)
        return turned

    def received(self, operation: str, reply: dict[str, Any]) -> dict[str, Any]:
        """Give a reply in wire form."""
        turn = self._replies.get(operation)
        if turn is None:
            turn = _turn(self._model.operation_model(operation).output_shape, _RECEIVED) or _same
            self._replies[operation] = turn
        turned: dict[str, Any] = turn(reply)
        return turned

    def refused(self, name: str, response: dict[str, Any]) -> dict[str, Any]:
        """Give what an error came with, in wire form."""
        turn = self._errors.get(name)
        if turn is None:
            shape = next((shape for shape in self._model.error_shapes if shape.name == name), None)
            turn = self._errors[name] = _turn(shape, _RECEIVED) or _same
        turned: dict[str, Any] = turn(response)
        return turned


def _same(value: Any) -> Any:
    return value


def _turn(shape: Any, leaves: dict[str, Turn]) -> Turn | None:
    """Give what turns values of a shape; `None` where they stay as they are."""
    if shape is None:
        return None
    leaf = leaves.get(shape.name) or leaves.get(shape.type_name)
    if leaf is not None:
        return leaf
    if shape.type_name == "structure":
        turns = {name: _turn(member, leaves) for name, member in shape.members.items()}
        return _structure({name: turn for name, turn in turns.items() if turn is not None})
    if shape.type_name == "list":
        return _elements(_turn(shape.member, leaves))
    return _values(_turn(shape.value, leaves)) if shape.type_name == "map" else None


def _structure(turns: dict[str, Turn]) -> Turn | None:
    def turned(value: Any) -> Any:
        if not isinstance(value, dict):
            return value  # whoever checks it says what is wrong
        return {name: turns[name](content) if name in turns else content for name, content in value.items()}

    return turned if turns else None


def _elements(turn: Turn | None) -> Turn | None:
    if turn is None:
        return None
    return lambda value: [turn(element) for element in value] if isinstance(value, list) else value


def _values(turn: Turn | None) -> Turn | None:
    if turn is None:
        return None
    return lambda value: (
        {name: turn(content) for name, content in value.items()} if isinstance(value, dict) else value
    )


def _attribute_value(binary: Turn) -> Turn:
    """Give what turns an attribute value, all the way down."""

    def turned(value: AttributeValue) -> AttributeValue:
        return {kind: turns[kind](content) if kind in turns else content for kind, content in value.items()}

    turns: dict[str, Turn] = {
        "B": binary,
        "BS": lambda content: [binary(element) for element in content],
        "L": lambda content: [turned(element) for element in content],
        "M": lambda content: {name: turned(element) for name, element in content.items()},
    }

    def checked(value: Any) -> Any:
        try:
            return turned(value)
        except (AttributeError, TypeError):
            return value  # no attribute value: botocore says what is wrong

    return checked


def _bytes(content: Any) -> Any:
    if not isinstance(content, str):
        return content
    try:
        return a2b_base64(content, strict_mode=True)
    except (Error, ValueError):
        raise SerializationException("A binary value of the request is no base64 text.") from None


def _text(content: Any) -> str:
    return b2a_base64(bytes(content), newline=False).decode()


_GIVEN: Final[dict[str, Turn]] = {"AttributeValue": _attribute_value(_bytes), "blob": _bytes}
_RECEIVED: Final[dict[str, Turn]] = {
    "AttributeValue": _attribute_value(_text),
    "blob": _text,
    "timestamp": lambda moment: moment.timestamp(),
}
