"""Credentials of an EC2 instance, by its metadata service, version 2 only.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.client.credentials.fetching import Nearby, document
from dynamodb_toolbox.client.http.messages import HTTPResponse, Origin, parsed_origin
from dynamodb_toolbox.errors import CredentialsError, TransportError

_IPV4: Final = Origin("169.254.169.254", 80, tls=False)
_IPV6: Final = Origin("fd00:ec2::254", 80, tls=False)
_ROLES: Final = "/latest/meta-data/iam/security-credentials/"
_LIFE: Final = "21600"  # seconds that a session of ours lasts
_EXTENSION: Final = 15 * 60.0  # seconds: AWS's rule for a metadata service that lags behind


class InstanceCredentials:
    """The credentials of the role of an instance."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def load(self) -> Credentials | None:
        """Give them; `None` where this is no instance, or it has no role.

        Raises:
            CredentialsError: The service is there, and does not give them.
        """
        if self._environment.get("AWS_EC2_METADATA_DISABLED", "").lower() == "true":
            return None
        nearby = Nearby(
            self._origin(), seconds=self._number("TIMEOUT"), attempts=int(self._number("NUM_ATTEMPTS"))
        )
        try:
            return self._asked(nearby)
        except TransportError:
            return None  # not on EC2

    def _asked(self, nearby: Nearby) -> Credentials | None:
        token = nearby.ask("PUT", "/latest/api/token", {"X-aws-ec2-metadata-token-ttl-seconds": _LIFE})
        if token.status in {403, 404, 405}:
            return None  # switched off, or some other service
        headers = {"X-aws-ec2-metadata-token": _line(token)}
        roles = nearby.ask("GET", _ROLES, headers)
        if roles.status == 404:
            return None
        given = document(
            nearby.ask("GET", _ROLES + _line(roles).strip(), headers), "The instance's metadata service"
        )
        return _extended(given)

    def _origin(self) -> Origin:
        url = self._environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT")
        if not url:
            mode = self._environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "")
            return _IPV6 if mode.lower() == "ipv6" else _IPV4
        origin = parsed_origin(url)
        if origin is None:
            raise CredentialsError(
                "credentials.sourceFailed", "AWS_EC2_METADATA_SERVICE_ENDPOINT should be http://HOST:PORT."
            )
        return origin

    def _number(self, name: str) -> float:
        try:
            return max(1.0, float(self._environment.get(f"AWS_METADATA_SERVICE_{name}", "1")))
        except ValueError:
            raise CredentialsError(
                "credentials.sourceFailed", f"AWS_METADATA_SERVICE_{name} should be a number."
            ) from None


def _line(response: HTTPResponse) -> str:
    """Give a body that should be one line of text."""
    text = response.body.decode("latin-1").strip()
    if response.status != 200 or not text or not text.isprintable():
        raise CredentialsError(
            "credentials.sourceFailed", f"The instance's metadata service answers {response.status}."
        )
    return text


def _extended(credentials: Credentials) -> Credentials:
    """Go on with credentials that are over, where the metadata service has no newer ones."""
    now = time.time()
    if credentials.expires is None or credentials.expires > now:
        return credentials
    return Credentials(
        credentials.access_key, credentials.secret_key, credentials.session_token, expires=now + _EXTENSION
    )
