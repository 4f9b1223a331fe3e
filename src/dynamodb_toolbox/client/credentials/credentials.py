"""`Credentials`: what signs a request. Its secrets are in no repr, log or error."""

from __future__ import annotations

from typing import Protocol

from dynamodb_toolbox.errors import CredentialsError


class Credentials:
    """An access key, its secret, and a session token where it is temporary.

    Attributes:
        access_key: The access key id; no secret.
        secret_key: The secret.
        session_token: The token of temporary credentials, also a secret; `None` for lasting ones.
        expires: Seconds since 1970 after which they are refused; `None` for never.

    Raises:
        CredentialsError: `credentials.incomplete`; `credentials.malformed` where a part cannot be sent.
    """

    __slots__ = ("access_key", "expires", "secret_key", "session_token")

    def __init__(
        self,
        access_key: str,
        secret_key: str,
        session_token: str | None = None,
        *,
        expires: float | None = None,
    ) -> None:
        if not access_key or not secret_key:
            raise CredentialsError("credentials.incomplete", "An access key and its secret go together.")
        for part in (access_key, session_token or "", secret_key):
            if not part.isprintable() or part != part.strip():
                raise CredentialsError(
                    "credentials.malformed",
                    "A key or token has a line break, or a space at an end: strip what was read from a file.",
                )
        self.access_key = access_key
        self.secret_key = secret_key
        self.session_token = session_token or None
        self.expires = expires

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Credentials) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    def __repr__(self) -> str:
        expires = "" if self.expires is None else f", expires={self.expires:.0f}"
        return f"Credentials({self.access_key!r}, ***{expires})"

    @property
    def _parts(self) -> tuple[str, str, str | None, float | None]:
        return self.access_key, self.secret_key, self.session_token, self.expires


class Provider(Protocol):
    """A source of credentials. It may wait; it is asked again before what it gave expires."""

    def load(self) -> Credentials | None:
        """Give credentials, or `None` where this source is not set up.

        Raises:
            CredentialsError: It is set up, and does not give them.
        """
        ...


class Static:
    """Credentials that were given as they are."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def load(self) -> Credentials | None:
        """Give them."""
        return self._credentials
