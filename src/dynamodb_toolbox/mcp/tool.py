"""`Tool`: something a model can do, described so that it knows how; nothing of the protocol yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from dynamodb_toolbox.errors import DynamoDBToolboxError

JSONSchema: TypeAlias = dict[str, Any]
Arguments: TypeAlias = Mapping[str, Any]
"""The arguments of a call by name, each a JSON object or array."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool.

    Attributes:
        schema: What it looks like, as JSON Schema.
        required: Whether it must be given; else it is empty where it is not.
    """

    schema: JSONSchema
    required: bool = True


@dataclass(frozen=True, slots=True)
class Tool:
    """Something a model can do.

    Attributes:
        words: What it is called, in parts that tell it from all others.
        title: What people see.
        description: What the model reads.
        writes: Whether it changes what is stored.
        arguments: What it takes, by name.
        run: Does it: takes the arguments, gives the answer, as JSON.
        name: The words in a form that clients take; see `names`.
    """

    words: tuple[str, ...]
    title: str
    description: str
    writes: bool
    arguments: Mapping[str, Argument]
    run: Callable[[Arguments], Awaitable[dict[str, Any]]]
    name: str = ""

    def input_schema(self) -> JSONSchema:
        """Give the JSON Schema of all arguments."""
        required = [name for name, argument in self.arguments.items() if argument.required]
        return {
            "type": "object",
            "properties": {name: argument.schema for name, argument in self.arguments.items()},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    async def call(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Do it, and give the answer as JSON.

        Raises:
            DynamoDBToolboxError: Where an argument is wrong.
            ServiceError: Where the service refuses.
        """
        for name in given:
            if name not in self.arguments:
                known = ", ".join(self.arguments)
                message = f"Unknown argument '{name}'. Expected: {known}."
                raise DynamoDBToolboxError("parsing.unknownAttribute", message, path=name)
        return await self.run({name: _checked(name, of, given) for name, of in self.arguments.items()})


def _checked(name: str, argument: Argument, given: Mapping[str, Any]) -> Any:
    kind: Any = list if argument.schema["type"] == "array" else dict
    value = given.get(name)
    if isinstance(value, kind):
        return value
    if value is None and not argument.required:
        return kind()
    if value is None:
        message = f"The argument '{name}' is required."
        raise DynamoDBToolboxError("parsing.attributeRequired", message, path=name)
    expected = argument.schema["type"]
    raise DynamoDBToolboxError(
        "parsing.invalidAttributeInput",
        f"The argument '{name}' should be an {expected}; got {value!r}.",
        path=name,
        payload={"received": value, "expected": expected},
    )
