"""Who may use the server: access keys and their secrets.

They come as `KEY:SECRET`, or in a file in the form of `~/.aws/credentials`, of which every profile counts.
Page: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
"""

from __future__ import annotations

import configparser
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_NAMES: Final = ("aws_access_key_id", "aws_secret_access_key")


def secrets_of(sources: Iterable[str]) -> dict[str, str]:
    """Give the secrets of all sources, by access key.

    Args:
        sources: Each a file, or `KEY:SECRET`.

    Raises:
        ValueError: One is neither, or the file holds no key; the message repeats no secret.
    """
    found: dict[str, str] = {}
    for source in sources:
        if Path(source).is_file():
            found |= _of_file(Path(source))
        else:
            key, _, secret = source.partition(":")
            if not key or not secret:
                raise ValueError("Expected KEY:SECRET, or a file in the form of ~/.aws/credentials.")
            found[key] = secret
    return found


def _of_file(path: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
    except (configparser.Error, UnicodeDecodeError):  # their texts may show a line of the file
        raise ValueError(f"{path} is not in the form of ~/.aws/credentials.") from None
    found: dict[str, str] = {}
    for name in parser.sections():
        key, secret = (parser[name].get(option, "").strip() for option in _NAMES)
        if bool(key) != bool(secret):
            raise ValueError(f"[{name}] in {path} needs both of {' and '.join(_NAMES)}.")
        if key:
            found[key] = secret
    if not found:
        raise ValueError(f"{path} holds no keys: expected a [profile] with {' and '.join(_NAMES)}.")
    return found
