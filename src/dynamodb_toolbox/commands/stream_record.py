"""`StreamRecord`: one change of a table's item, as its stream tells it.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.records import Record
from dynamodb_toolbox.values import decode_item

I = TypeVar("I")  # noqa: E741  # the items given back

EventName: TypeAlias = Literal["INSERT", "MODIFY", "REMOVE"]
_EVENT_NAMES: Final = ("INSERT", "MODIFY", "REMOVE")


class UserIdentity(Record):
    """Who made a change, where it was the service: `("Service", "dynamodb.amazonaws.com")`.

    Attributes:
        type: `Service`.
        principal_id: `dynamodb.amazonaws.com`.
    """

    type: str
    principal_id: str


class Change(Record, aside=("raw",)):
    """What a record says, its values as Python's, its items as they are stored.

    Attributes:
        event_id: A name for the change; the same, if it is delivered again.
        event_name: `INSERT`, `MODIFY` or `REMOVE`.
        sequence_number: The place in its shard.
        created_at: About when it was made; `None` where the record does not tell.
        view_type: What the stream tells: `KEYS_ONLY`, `NEW_IMAGE`, `OLD_IMAGE`, `NEW_AND_OLD_IMAGES`.
        keys: The primary key, as it is stored.
        old_stored: The item before, as it was stored; `None` where there was none, or it is not told.
        new_stored: The item after, as it is stored; `None` where there is none, or it is not told.
        size_bytes: The size of the record.
        user_identity: Who made the change, where it was the service.
        table_name: The deployed name of the table; `None` where the record does not tell.
        raw: The record as it came.
    """

    event_id: str | None
    event_name: EventName
    sequence_number: str
    created_at: datetime | None
    view_type: str | None
    keys: dict[str, Any]
    old_stored: dict[str, Any] | None
    new_stored: dict[str, Any] | None
    size_bytes: int | None
    user_identity: UserIdentity | None
    table_name: str | None
    raw: Mapping[str, Any]

    @property
    def expired(self) -> bool:
        """Whether the item was removed because its time to live had passed.

        Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
        """
        return self.event_name == "REMOVE" and self.user_identity == _THE_SERVICE


_THE_SERVICE: Final = UserIdentity("Service", "dynamodb.amazonaws.com")


class StreamRecord(Change, Generic[I], aside=("entity", "old_entity")):
    """One change, with the items before and after, each formatted by its entity; else as `Change` has it.

    Attributes:
        old: The item before; `None` where there was none, where the stream does not tell it, or where it is
            of no entity and such are discarded. Without entities: as it was stored.
        new: The item after, likewise.
        entity: The entity of the item after, or else before; `None` where neither is told or of an entity.
        old_entity: The entity of the item before: another one, where an item has taken another's place.
    """

    old: I | None = None
    new: I | None = None
    entity: Entity[Any, Any] | None = None
    old_entity: Entity[Any, Any] | None = None


def read_change(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a `Change` that a record has, whether Lambda or boto3 gave it.

    Raises:
        KeyError: Something is missing.
        TypeError: Something is of another type.
        ValueError: Something is not what it should be.
    """
    change = record["dynamodb"]
    event_name = record["eventName"]
    if event_name not in _EVENT_NAMES:
        raise ValueError(f"'eventName' should be one of {', '.join(_EVENT_NAMES)}; got {event_name!r}")
    sequence_number = change["SequenceNumber"]
    if not isinstance(sequence_number, str):
        raise TypeError(f"'SequenceNumber' should be text; got {sequence_number!r}")
    return {
        "event_id": record.get("eventID"),
        "event_name": event_name,
        "sequence_number": sequence_number,
        "created_at": _moment(change.get("ApproximateCreationDateTime")),
        "view_type": change.get("StreamViewType"),
        "keys": decode_item(change["Keys"]),
        "old_stored": _image(change, "OldImage"),
        "new_stored": _image(change, "NewImage"),
        "size_bytes": change.get("SizeBytes"),
        "user_identity": _identity(record.get("userIdentity")),
        "table_name": _table_name(record.get("eventSourceARN")),
        "raw": record,
    }


def _image(change: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    image = change.get(name)
    return None if image is None else decode_item(image)


def _moment(given: Any) -> datetime | None:
    """Give a moment: Lambda tells seconds since 1970, boto3 a `datetime`."""
    if given is None or isinstance(given, datetime):
        return given
    return datetime.fromtimestamp(float(given), UTC)


def _identity(given: Mapping[str, Any] | None) -> UserIdentity | None:
    """Give who made the change; Lambda writes the names small, AWS's API large."""
    if given is None:
        return None
    parts = {name.lower(): value for name, value in given.items()}
    return UserIdentity(str(parts.get("type")), str(parts.get("principalid")))


def _table_name(arn: str | None) -> str | None:
    """Give the name in `arn:aws:dynamodb:region:account:table/NAME/stream/LABEL`."""
    _, found, rest = (arn or "").partition(":table/")
    return rest.split("/")[0] if found else None
