"""Names for the fields and models of a schema, whose attribute names are any text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from keyword import iskeyword

from dynamodb_toolbox.schema.pydantic.attributes_model import AttributesModel


def is_free(name: str) -> bool:
    """Tell whether a name may be that of a field: an identifier that Python and pydantic leave free."""
    plain = name.isidentifier() and name == unicodedata.normalize("NFKC", name)
    return plain and not iskeyword(name) and not name.startswith("_") and not hasattr(AttributesModel, name)


def field_names(attributes: Iterable[str]) -> Mapping[str, str]:
    """Give each attribute a field name: its own where Python and pydantic allow, else one like it."""
    names = list(attributes)
    taken, given = set(names), dict[str, str]()
    for name in names:
        given[name] = name if is_free(name) else _like(name, taken)
        taken.add(given[name])
    return given


def _like(name: str, taken: set[str]) -> str:
    found = re.sub(r"\W", "_", unicodedata.normalize("NFKC", name)).strip("_")
    if not found.isidentifier():
        found = f"field_{found}" if f"field_{found}".isidentifier() else "field"
    while found in taken or not is_free(found):
        found += "_"
    return found


def model_name(parent: str, *parts: str) -> str:
    """Name the model of something below `parent`: `Pokemon`, `capture_state` → `PokemonCaptureState`."""
    words = [word for part in parts for word in re.split(r"[\W_]+", part)]
    return parent + "".join(word[:1].upper() + word[1:] for word in words)
