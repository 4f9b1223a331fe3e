"""What the environment and the profile say where `connect()` was told nothing.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from dynamodb_toolbox.client.shared_files import Profile
from dynamodb_toolbox.errors import DynamoDBToolboxError


class Settings:
    """The settings of the environment, and behind them those of the profile."""

    def __init__(self, environment: Mapping[str, str], profile: Profile) -> None:
        self.environment = environment
        self.profile = profile

    @property
    def region(self) -> str | None:
        """The region, where one is set."""
        environment = self.environment
        return (
            environment.get("AWS_REGION")
            or environment.get("AWS_DEFAULT_REGION")
            or self.profile.config.get("region")
        )

    @property
    def endpoint_url(self) -> str | None:
        """The address to use in place of AWS's own, that for DynamoDB alone before that for all services."""
        if self.is_true("ignore_configured_endpoint_urls"):
            return None
        environment, profile = self.environment, self.profile
        return (
            environment.get("AWS_ENDPOINT_URL_DYNAMODB")
            or environment.get("AWS_ENDPOINT_URL")
            or profile.of_service("dynamodb", "endpoint_url")
            or profile.config.get("endpoint_url")
        )

    @property
    def streams_endpoint_url(self) -> str | None:
        """The address of streams alone; unless it is set, they are where the tables are."""
        if self.is_true("ignore_configured_endpoint_urls"):
            return None
        return self.environment.get("AWS_ENDPOINT_URL_DYNAMODB_STREAMS") or self.profile.of_service(
            "dynamodb_streams", "endpoint_url"
        )

    @property
    def authorities(self) -> str | None:
        """The file or folder of certificate authorities.

        Raises:
            DynamoDBToolboxError: `client.invalidSetting` where there is none.
        """
        path = self.text("ca_bundle") or self.environment.get("REQUESTS_CA_BUNDLE")  # in botocore's order
        if path and not os.path.exists(path):  # noqa: PTH110  # pathlib costs more to load
            raise _invalid("ca_bundle", "a file or folder of authorities that is there", path)
        return path or None

    @property
    def max_attempts(self) -> int | None:
        """How often a request is sent, at most."""
        text = self.text("max_attempts")
        if text is None:
            return None
        if not text.isdecimal() or int(text) < 1:
            raise _invalid("max_attempts", "a whole number from 1 up", text)
        return int(text)

    def text(self, name: str) -> str | None:
        """Give a setting by its name in the profile; the environment has it in capitals, behind `AWS_`."""
        return self.environment.get(f"AWS_{name.upper()}") or self.profile.config.get(name)

    def is_true(self, name: str) -> bool:
        """Give a setting that is `true` or `false`; false where it is not set."""
        text = (self.text(name) or "false").lower()
        if text not in {"true", "false"}:
            raise _invalid(name, "true or false", text)
        return text == "true"


def _invalid(name: str, expected: str, received: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "client.invalidSetting",
        f"AWS_{name.upper()}, or {name} of the profile, should be {expected}; got '{received}'.",
        path=name,
        payload={"received": received, "expected": expected},
    )
