"""Credentials of a container: a task of ECS, a pod of EKS.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.client.credentials.fetching import Nearby, document
from dynamodb_toolbox.client.http.messages import Origin, parsed_origin
from dynamodb_toolbox.errors import CredentialsError, TransportError

_RELATIVE: Final = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
_FULL: Final = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
_TOKEN: Final = "AWS_CONTAINER_AUTHORIZATION_TOKEN"  # noqa: S105  # the name of a variable
_TOKEN_FILE: Final = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"  # noqa: S105
_ECS: Final = "http://169.254.170.2"
# Without TLS, a token goes to this machine, or to the two addresses of ECS and EKS.
_TRUSTED: Final = frozenset({"localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"})


class ContainerCredentials:
    """The credentials of the role of a task or pod."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def load(self) -> Credentials | None:
        """Give them; `None` where the environment names no such service.

        Raises:
            CredentialsError: The service does not give them, or must not be asked.
        """
        url = self._url()
        if url is None:
            return None
        origin, path = _split(url)
        nearby = Nearby(origin, seconds=2.0, attempts=3)
        headers = {"Accept": "application/json", **self._authorization()}
        try:
            response = nearby.ask("GET", path, headers)
        except TransportError as error:
            raise CredentialsError(
                "credentials.sourceFailed", f"The container's credentials did not come: {error.message}"
            ) from error
        return document(response, f"The container's service {origin.url}")

    def _url(self) -> str | None:
        relative = self._environment.get(_RELATIVE)
        return _ECS + relative if relative else self._environment.get(_FULL)

    def _authorization(self) -> dict[str, str]:
        """Read the token anew each time: EKS changes it."""
        path = self._environment.get(_TOKEN_FILE)
        if path:
            try:
                with open(path, encoding="utf-8") as file:  # noqa: PTH123  # pathlib costs more to load
                    token = file.read().strip()
            except OSError as error:
                raise CredentialsError(
                    "credentials.sourceFailed", f"{_TOKEN_FILE} cannot be read: {error.strerror}.", path=path
                ) from error
        else:
            token = self._environment.get(_TOKEN, "")
        if "\r" in token or "\n" in token:
            raise CredentialsError("credentials.sourceFailed", "The container's token should be one line.")
        return {"Authorization": token} if token else {}


def _is_loopback(host: str) -> bool:
    """Tell whether a host is an address `127.x.y.z`: a name may begin so, and be anyone's."""
    numbers = host.split(".")
    return len(numbers) == 4 and numbers[0] == "127" and all(number.isdecimal() for number in numbers)


def _split(url: str) -> tuple[Origin, str]:
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    origin = parsed_origin(f"{scheme}://{host}")
    if origin is None or not (origin.tls or origin.host in _TRUSTED or _is_loopback(origin.host)):
        raise CredentialsError(
            "credentials.untrustedAddress",
            f"{_FULL} should be an https:// address, or one of this machine, ECS or EKS; a token is not sent "
            "elsewhere in the clear.",
        )
    return origin, slash + path or "/"
