from pathlib import Path

import pytest

from dynamodb_toolbox.server.credentials import secrets_of

PROFILES = """
[default]
aws_access_key_id = one
aws_secret_access_key = first/+=%

[other]
aws_access_key_id=two
aws_secret_access_key=second
region = eu-west-1

[by-role]
role_arn = arn:aws:iam::000000000000:role/any
"""


def test_every_profile_of_a_file_counts(tmp_path: Path) -> None:
    path = tmp_path / "credentials"
    path.write_text(PROFILES)
    assert secrets_of([str(path), "three:th:ird"]) == {"one": "first/+=%", "two": "second", "three": "th:ird"}


@pytest.mark.parametrize("source", ["key", "key:", ":secret", "", "no/such/file"])
def test_what_is_neither_is_refused_without_repeating_it(source: str) -> None:
    with pytest.raises(ValueError, match="Expected KEY:SECRET, or a file") as caught:
        secrets_of([source])
    assert not source or source not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no keys"),
        ("[a]\nregion = x", "holds no keys"),
        ("[a]\naws_access_key_id = x", r"\[a\] in .* needs both"),
        ("aws_secret_access_key = hidden", "is not in the form"),
        ("[a]\nhidden", "is not in the form"),
    ],
)
def test_a_file_that_serves_nobody_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "credentials"
    path.write_text(text)
    with pytest.raises(ValueError, match=message) as caught:
        secrets_of([str(path)])
    assert "hidden" not in str(caught.value)
