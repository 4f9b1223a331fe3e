"""Credentials of a profile: keys that stand in it are read here; what needs a service is botocore's.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
"""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.client.shared_files import Profile, keys_of
from dynamodb_toolbox.errors import CredentialsError

# In the order in which the AWS SDKs look; those behind the credentials file come after its keys.
_FIRST: Final = ("role_arn", "web_identity_token_file", "sso_session", "sso_start_url")
_LATER: Final = ("login_session", "credential_process")


class ProfileCredentials:
    """The credentials that a profile has, or says how to get."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._botocore: BotocoreCredentials | None = None

    def load(self) -> Credentials | None:
        """Give them; `None` where there is no such profile, and none was named.

        Raises:
            CredentialsError: The named profile is not there, or gives none.
        """
        profile = self._profile
        profile.check()
        merged = {**profile.config, **profile.credentials}
        if any(merged.get(key) for key in _FIRST):
            return self._by_botocore()
        keys = keys_of(profile.credentials)
        if keys is None and any(merged.get(key) for key in _LATER):
            return self._by_botocore()
        return keys or keys_of(profile.config)

    def _by_botocore(self) -> Credentials:
        if self._botocore is None:
            self._botocore = BotocoreCredentials(f"The profile '{self._profile.name}'", self._profile.name)
        return self._botocore.load()


class BotocoreCredentials:
    """Credentials from botocore: SSO, assumed roles and their chains, web identity, `credential_process`.

    Args:
        whose: Who asks for them, for errors.
        profile: The profile to use; `None` for what the environment says.
    """

    def __init__(self, whose: str, profile: str | None = None) -> None:
        self._whose = whose
        self._profile = profile
        self._found: object = None

    def load(self) -> Credentials:
        """Give them; botocore renews its own when they are about to expire.

        Raises:
            CredentialsError: `credentials.missingExtra`, or what botocore says.
        """
        try:
            from botocore import session  # noqa: PLC0415  # half a second; for those who need it
        except ImportError:
            raise CredentialsError(
                "credentials.missingExtra",
                f"{self._whose} takes its credentials from a service or a program, which boto3 knows "
                "how to do: "
                "`pip install 'dynamodb-toolbox[boto3]'`.",
            ) from None
        try:
            found = self._found or session.Session(profile=self._profile).get_credentials()
            frozen = found.get_frozen_credentials()  # type: ignore[attr-defined]
        except Exception as error:
            raise self._failed(type(error).__name__) from error
        if frozen is None or not frozen.access_key or not frozen.secret_key:
            raise self._failed("nothing came")
        self._found = found
        ends = getattr(found, "_expiry_time", None)  # only botocore's own renewal looks at it otherwise
        expires = None if ends is None else ends.timestamp()
        return Credentials(frozen.access_key, frozen.secret_key, frozen.token, expires=expires)

    def _failed(self, reason: str) -> CredentialsError:
        return CredentialsError(
            "credentials.sourceFailed", f"{self._whose} gives no credentials by botocore: {reason}."
        )
