"""Where credentials are looked for, in the order of the AWS SDKs.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html#credentialProviderChain
"""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.client.credentials.credentials import Credentials, Provider
from dynamodb_toolbox.client.credentials.environment import environment_credentials
from dynamodb_toolbox.client.credentials.keeper import Keeper
from dynamodb_toolbox.client.settings import Settings

# A service on this machine asks for a signature, and cares not whose.
_LOCAL: Final = Credentials("local", "local")


def keeper_of(settings: Settings, *, profile_given: bool, local: bool) -> Keeper:
    """Give what keeps the credentials of a client that was given none.

    Args:
        settings: The environment and the profile.
        profile_given: Whether `connect()` was told the profile: then the environment's keys do not count.
        local: Whether the service is on this machine: then nobody is asked for credentials, and where none
            are at hand, `local` signs.
    """
    if not profile_given:
        found = environment_credentials(settings.environment)
        if found is not None:
            return Keeper.of(found)
        if local:
            return Keeper.of(settings.profile.keys or _LOCAL)
    return Keeper(_providers(settings, profile_given=profile_given))


def _providers(settings: Settings, *, profile_given: bool) -> list[Provider]:
    from dynamodb_toolbox.client.credentials.container import ContainerCredentials  # noqa: PLC0415
    from dynamodb_toolbox.client.credentials.instance import InstanceCredentials  # noqa: PLC0415
    from dynamodb_toolbox.client.credentials.profile import (  # noqa: PLC0415  # who has keys needs none of these
        BotocoreCredentials,
        ProfileCredentials,
    )

    environment = settings.environment
    profile = ProfileCredentials(settings.profile)
    if profile_given:
        return [profile]
    providers: list[Provider] = [profile, ContainerCredentials(environment), InstanceCredentials(environment)]
    if environment.get("AWS_WEB_IDENTITY_TOKEN_FILE"):
        providers.insert(0, BotocoreCredentials("AWS_WEB_IDENTITY_TOKEN_FILE"))
    return providers
