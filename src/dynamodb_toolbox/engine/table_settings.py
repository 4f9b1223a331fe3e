"""Settings of a table besides its keys, indexes and throughput: its stream, encryption and class.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html,
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine.arns import ACCOUNT, REGION
from dynamodb_toolbox.errors import ValidationException

_INVALID: Final = "One or more parameter values were invalid: "
_DEFAULT_KEY: Final = "alias/aws/dynamodb"


def view_at_creation(request: dict[str, Any]) -> str | None:
    """Give what the records of the stream of a new table show; `None` where it is to have no stream.

    Raises:
        ValidationException: The StreamSpecification says both, or not enough.
    """
    stream = request.get("StreamSpecification")
    if stream is None:
        return None
    if not stream["StreamEnabled"] and stream.get("StreamViewType") is not None:
        raise ValidationException(
            f"{_INVALID}Table is being created with a stream disabled, UpdateViewType should not be specified"
        )
    view: str | None = stream.get("StreamViewType")
    if stream["StreamEnabled"] and view is None:
        raise ValidationException(
            f"{_INVALID}Table is being created with a stream enabled, UpdateViewType is required"
        )
    return view


def view_at_update(stream: dict[str, Any]) -> str | None:
    """Give what the records of a stream show; `None` where it is to be disabled.

    Raises:
        ValidationException: The StreamSpecification says both, or not enough.
    """
    view: str | None = stream.get("StreamViewType")
    if stream["StreamEnabled"] and view is None:
        raise ValidationException(f"{_INVALID}If stream is being enabled then UpdateViewType is required")
    if not stream["StreamEnabled"] and view is not None:
        raise ValidationException(
            f"{_INVALID}If stream is being disabled, then UpdateViewType must not be specified"
        )
    return view


def encryption_of(request: dict[str, Any]) -> dict[str, Any] | None:
    """Give the SSEDescription that an SSESpecification leads to; nothing is encrypted here.

    Raises:
        ValidationException: It names a key that is not to be used.
    """
    given = request.get("SSESpecification")
    if given is None:
        return None
    key, kind = given.get("KMSMasterKeyId"), given.get("SSEType")
    if not given.get("Enabled"):
        for name in ("SSEType", "KMSMasterKeyId"):
            if given.get(name) is not None:
                raise ValidationException(f"{_INVALID}{name} can not be specified if Enabled is false")
        return None
    if kind == "AES256":
        raise ValidationException(f"{_INVALID}SSEType AES256 is not supported")
    if key is not None and kind is None:
        raise ValidationException(f"{_INVALID}SSEType KMS is required if KMSMasterKeyId is specified")
    arn = f"arn:aws:kms:{REGION}:{ACCOUNT}:"
    name = key if key is not None else _DEFAULT_KEY
    if not name.startswith("arn:"):
        name = arn + (name if name.startswith("alias/") else f"key/{name}")
    return {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": name}
