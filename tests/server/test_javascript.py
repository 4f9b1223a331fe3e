"""The JavaScript SDK v3, and the reference itself, against a server process.

They need node, and a directory with the packages (`npm install @aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb
dynamodb-toolbox`), named by `DYNAMODB_TOOLBOX_NODE_MODULES`.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parent / "javascript"
MODULES = os.environ.get("DYNAMODB_TOOLBOX_NODE_MODULES", "")
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    not MODULES or NODE is None,
    reason="needs node, and DYNAMODB_TOOLBOX_NODE_MODULES: a node_modules with @aws-sdk and dynamodb-toolbox",
)


def output_of(script: str, url: str) -> Any:
    command = [NODE or "node", str(SCRIPTS / script), MODULES, url]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_sdk_works(url: str) -> None:
    assert output_of("sdk.mjs", url) == {
        "created": True,
        "bytes": [0, 255],
        "document": {"id": "d", "tags": ["x"], "nested": {"list": [1, None]}, "n": 1.5},
        "failed": [True, "The conditional request failed", {"S": "b"}],
        "cancelled": [True, ["ConditionalCheckFailed"]],
    }


def test_the_reference_works(url: str) -> None:
    assert output_of("toolbox.mjs", url) == {
        "found": {"trainer": "ash", "name": "pikachu", "level": 42, "types": ["electric"]},
        "names": ["mew", "pikachu"],
        "failed": "ConditionalCheckFailedException",
    }
