"""Tokens of transactions: the same request sent again under its token is not done again.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from dynamodb_toolbox.engine.storage import tokens
from dynamodb_toolbox.engine.storage.tokens import Remembered, Sizes
from dynamodb_toolbox.engine.transact_actions import given_actions
from dynamodb_toolbox.engine.validation import Constraints, text_of
from dynamodb_toolbox.errors import IdempotentParameterMismatchException
from dynamodb_toolbox.limits import MAX_TOKEN


@dataclass(frozen=True, slots=True)
class Token:
    """A ClientRequestToken, with the request it came with."""

    text: str
    request: Mapping[str, Any]

    def find(self, connection: sqlite3.Connection, now: float) -> Sizes | None:
        """Give the sizes of the items where this very request was done; `None` where the token is new.

        Raises:
            IdempotentParameterMismatchException: Another request was done under the token.
        """
        done = tokens.find(connection, self.text, now)
        if done is None:
            return None
        if done.digest != self._digest():
            raise IdempotentParameterMismatchException(
                "The ClientRequestToken was used for a request with other parameters in the last ten minutes"
            )
        return done.sizes

    def remember(self, connection: sqlite3.Connection, sizes: Sizes, now: float) -> None:
        """Keep the token with what was done."""
        tokens.remember(connection, self.text, Remembered(self._digest(), sizes), now)

    def _digest(self) -> bytes:
        """Give a digest of what is to be done; neither the order of members nor what to return counts."""
        actions = [given_actions(member) for member in self.request["TransactItems"]]
        return hashlib.sha256(msgspec.json.encode(actions, order="deterministic")).digest()


def token_of(constraints: Constraints, request: Mapping[str, Any]) -> Token | None:
    """Give the token of a request, if it has one, and note what it breaks.

    Raises:
        SerializationException: It is no string.
    """
    text = text_of(request, "ClientRequestToken")
    if text is None:
        return None
    constraints.length(text, "clientRequestToken", 1, MAX_TOKEN)
    return Token(text, request)
