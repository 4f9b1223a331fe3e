"""Credentials of the environment.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
"""

from __future__ import annotations

from collections.abc import Mapping

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.errors import CredentialsError


def environment_credentials(environment: Mapping[str, str]) -> Credentials | None:
    """Give the credentials of the environment, or `None` where `AWS_ACCESS_KEY_ID` is not set.

    Raises:
        CredentialsError: `credentials.incomplete` where `AWS_SECRET_ACCESS_KEY` is missing.
    """
    access_key = environment.get("AWS_ACCESS_KEY_ID")
    secret_key = environment.get("AWS_SECRET_ACCESS_KEY")
    if not access_key:
        return None
    if not secret_key:
        raise CredentialsError(
            "credentials.incomplete", "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not: set both."
        )
    token = environment.get("AWS_SESSION_TOKEN") or environment.get("AWS_SECURITY_TOKEN")  # its name of old
    return Credentials(access_key, secret_key, token)
