"""Schemas as pydantic models, and schemas from pydantic models (the extra `pydantic`)."""

from importlib.util import find_spec

if find_spec("pydantic") is None:
    raise ImportError("This needs pydantic: pip install dynamodb-toolbox[pydantic]")
