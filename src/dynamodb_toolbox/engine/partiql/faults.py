"""What is wrong with the text of a statement."""

from __future__ import annotations

from dynamodb_toolbox.errors import ValidationException


def malformed(detail: str) -> ValidationException:
    """Build the error for a statement that breaks the grammar."""
    return ValidationException(f"Statement wasn't well formed, can't be processed: {detail}")
