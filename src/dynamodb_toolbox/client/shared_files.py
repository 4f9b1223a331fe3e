"""The shared `config` and `credentials` files of the AWS tools, and one profile in them.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TypeAlias

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.errors import CredentialsError

Sections: TypeAlias = dict[str, dict[str, str]]


class Profile:
    """One profile of the shared files, read when something of it is first asked for.

    Attributes:
        name: Its name.
        named: Whether the user named it: then it must be there.
    """

    def __init__(self, environment: Mapping[str, str], name: str | None = None) -> None:
        self._environment = environment
        wanted = name or environment.get("AWS_PROFILE") or environment.get("AWS_DEFAULT_PROFILE")
        self.name = wanted or "default"
        self.named = wanted is not None

    @cached_property
    def config(self) -> dict[str, str]:
        """What the `config` file says of it."""
        sections = self._config_sections
        found = sections.get(f"profile {self.name}")
        return found or (sections.get("default", {}) if self.name == "default" else {})

    @cached_property
    def credentials(self) -> dict[str, str]:
        """What the `credentials` file says of it."""
        return self._read("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials").get(self.name, {})

    @property
    def keys(self) -> Credentials | None:
        """The keys that stand in it, those of the `credentials` file before the others."""
        return keys_of(self.credentials) or keys_of(self.config)

    def check(self) -> None:
        """See that it is there.

        Raises:
            CredentialsError: `credentials.profileNotFound`, where the user named it and no file has it.
        """
        if self.named and not self.config and not self.credentials:
            raise CredentialsError(
                "credentials.profileNotFound",
                f"No profile '{self.name}' is in the shared files of AWS (~/.aws/config and "
                "~/.aws/credentials, or "
                "where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say).",
                path=self.name,
            )

    def of_service(self, service: str, key: str) -> str | None:
        """Give a setting that its `services` section has for one service alone."""
        services = self._config_sections.get(f"services {self.config.get('services')}", {})
        for line in services.get(service, "").splitlines():
            name, _, value = line.partition("=")
            if name.strip() == key:
                return value.strip()
        return None

    @cached_property
    def _config_sections(self) -> Sections:
        read = self._read("AWS_CONFIG_FILE", "~/.aws/config")
        return {_plain(title): section for title, section in read.items()}

    def _read(self, variable: str, usual: str) -> Sections:
        path = os.path.expanduser(self._environment.get(variable) or usual)  # noqa: PTH111  # pathlib costs more
        if not os.path.isfile(path):  # noqa: PTH113  # same
            return {}
        from configparser import Error, RawConfigParser  # noqa: PLC0415  # few of those who run on AWS have files

        parser = RawConfigParser(default_section="")
        try:
            parser.read(path, encoding="utf-8")
        except (Error, UnicodeDecodeError) as error:
            raise CredentialsError(
                "credentials.invalidFile",
                f"'{path}' is no file of profiles ({type(error).__name__}): it should have [sections] of "
                "`name = value`.",
                path=path,
            ) from None  # its words may quote a secret
        return {title: dict(parser.items(title)) for title in parser.sections()}


def _plain(title: str) -> str:
    """Give a title with one space and without quotes: `[profile "my own"]` is that of `my own`."""
    kind, *rest = title.split(None, 1)
    name = rest[0].strip() if rest else ""
    quoted = len(name) > 1 and name[0] == name[-1] and name[0] in "\"'"
    return f"{kind} {name[1:-1] if quoted else name}".rstrip()


def keys_of(section: Mapping[str, str]) -> Credentials | None:
    """Give the keys that stand in a section of a file.

    Raises:
        CredentialsError: `credentials.incomplete` where there is one without the other.
    """
    access_key, secret_key = section.get("aws_access_key_id"), section.get("aws_secret_access_key")
    if not access_key:
        return None
    if not secret_key:
        raise CredentialsError(
            "credentials.incomplete", "The profile has aws_access_key_id, and lacks aws_secret_access_key."
        )
    token = section.get("aws_session_token") or section.get("aws_security_token")  # its name of old
    return Credentials(access_key, secret_key, token)
