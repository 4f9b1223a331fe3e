"""What is answered to a request that is turned away before any operation looks at it."""

from __future__ import annotations

from typing import ClassVar

from dynamodb_toolbox.errors import ServiceError


class MissingAuthenticationTokenException(ServiceError):
    """The request is not signed."""


class IncompleteSignatureException(ServiceError):
    """The signature lacks a part."""


class InvalidSignatureException(ServiceError):
    """The signature is not of this request, or not of this time."""


class UnrecognizedClientException(ServiceError):
    """Nobody here has that access key."""


class RequestEntityTooLargeException(ServiceError):
    """The body is too large."""

    status: ClassVar[int] = 413


class RequestTimeoutException(ServiceError):
    """The body did not come in time."""

    status: ClassVar[int] = 408
