"""Shard iterators: where to read on in the shard of a stream, for 15 minutes.

An iterator names the first record to read by its number, be it written yet or not. One from the horizon
begins with the first record that there is; any other must not pass over records that are gone.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec

from dynamodb_toolbox.errors import ExpiredIteratorException, ValidationException
from dynamodb_toolbox.limits import ITERATOR_SECONDS


class ShardIterator(msgspec.Struct, frozen=True):
    """An iterator.

    Attributes:
        stream: The ARN of the stream.
        start: The number of the first record to read.
        from_horizon: Whether records before the first that there is may be passed over.
        issued: When it was given, in seconds since 1970.
    """

    stream: str
    start: int
    from_horizon: bool
    issued: float

    def text(self) -> str:
        """Write it as one word."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode()


def iterator_of(text: str, now: float) -> ShardIterator:
    """Read an iterator.

    Raises:
        ValidationException: It was not given by `ShardIterator.text`.
        ExpiredIteratorException: It is older than 15 minutes.
    """
    try:
        iterator = msgspec.json.decode(urlsafe_b64decode(text), type=ShardIterator)
    except (msgspec.DecodeError, ValueError):  # of which DecodeError is one since msgspec 0.21
        raise ValidationException("Invalid ShardIterator") from None
    if iterator.issued <= now - ITERATOR_SECONDS:
        raise ExpiredIteratorException(
            "The shard iterator has expired and can no longer be used to retrieve stream records"
        )
    return iterator
