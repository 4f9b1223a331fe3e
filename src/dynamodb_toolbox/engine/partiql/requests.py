"""The statement of a request, or of one of its members: shape, text, parameters."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from dynamodb_toolbox.engine.attributes import canonical_value
from dynamodb_toolbox.engine.partiql.binding import Bound, bind
from dynamodb_toolbox.engine.partiql.parser import parse
from dynamodb_toolbox.engine.request_faults import in_older_words
from dynamodb_toolbox.engine.validation import Constraints, flag_of, list_of, note_choices, text_of
from dynamodb_toolbox.values import AttributeValue

MAX_STATEMENT: Final = 8192
_SETTINGS: Final = ("ConsistentRead", "ReturnConsumedCapacity", "ReturnValuesOnConditionCheckFailure")


class Given(NamedTuple):
    """A statement as it came.

    Attributes:
        text: Its text.
        parameters: Its parameters, in the form in which values are stored.
        settings: What the request says of how to carry it out.
    """

    text: str
    parameters: list[AttributeValue]
    settings: dict[str, Any]

    def bound(self) -> Bound:
        """Read the statement and put its parameters in.

        Raises:
            ValidationException: It is not right, or has not as many parameters.
        """
        return bind(parse(self.text), self.parameters)

    def request_for(self, table: str) -> dict[str, Any]:
        """Give the settings as a request on a table has them."""
        return {"TableName": table, **self.settings}


def note_statement(constraints: Constraints, member: dict[str, Any], place: str = "") -> None:
    """Note what a statement and its settings break.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    text = text_of(member, "Statement")
    if constraints.require(text, f"{place}statement"):
        constraints.length(text or "", f"{place}statement", 1, MAX_STATEMENT)
    parameters = list_of(member, "Parameters")
    if parameters is not None:
        constraints.length(parameters, f"{place}parameters", 1)
    flag_of(member, "ConsistentRead")
    note_choices(constraints, member, ("ReturnValuesOnConditionCheckFailure",), place)


def given_of(member: dict[str, Any]) -> Given:
    """Read a statement that breaks no constraint.

    Raises:
        ValidationException: A parameter is not allowed.
        SerializationException: It is not of the shape of a value.
    """
    parameters = [in_older_words(canonical_value, value) for value in member.get("Parameters") or ()]
    settings = {name: member[name] for name in _SETTINGS if member.get(name) is not None}
    return Given(member["Statement"], parameters, settings)
