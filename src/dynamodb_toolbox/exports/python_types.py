"""`to_python_types`: entities as a module of TypedDicts, for type checkers (docs/types.md)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any, Final, Literal, TypeAlias
from unicodedata import normalize

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.exports.python_values import Imports, joined, primitive_types, python_type
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import MISSING

View: TypeAlias = Literal["item", "put", "update", "key"]

_VIEWS: Final[Mapping[View, tuple[str, str]]] = {
    "item": ("Item", "What is read of the entity {0}."),
    "put": ("Input", "What a put of the entity {0} takes."),
    "update": ("Update", "What an update of the entity {0} takes."),
    "key": ("Key", "The key of an item of the entity {0}."),
}
_ACTIONS: Final[Mapping[type[Attribute], tuple[str, ...]]] = {
    t.NumberSchema: ("Add", "Sum", "Subtract"),
    t.SetSchema: ("Add", "Delete"),
    t.ListSchema: ("Set", "Append", "Prepend"),
    t.TupleSchema: ("Set",),
    t.MapSchema: ("Set",),
    t.RecordSchema: ("Set",),
}
_TAKEN: Final = {"Any", "Literal", "NotRequired", "TypedDict", "None", "True", "False"}
_HEAD: Final = '''"""What entities take and give.

Written by `dynamodb-toolbox types`: change the schemas instead, and have it written again.
"""

from __future__ import annotations
'''


def to_python_types(*entities: Entity[Any, Any]) -> str:
    """Give the source of a module with the TypedDicts of entities.

    Of each entity: `…Item`, what is read; `…Input`, what a put takes; `…Update`, what UpdateItemCommand
    takes, with its actions; `…Key`. The text depends on the schemas alone.

    Raises:
        DynamoDBToolboxError: `schema.unsupportedType` where a class of values cannot be named elsewhere.
    """
    module = _Module()
    for entity in sorted(entities, key=lambda entity: entity.name):
        stem = _pascal(entity.name)
        for view, (suffix, tells) in _VIEWS.items():
            name = module.free(f"{stem}{suffix}")
            module.add(name, entity.schema.attributes, view, tells.format(repr(entity.name)))
    return module.text()


@dataclass
class _Class:
    """A TypedDict: its name, what it is, and its keys with their types."""

    name: str
    tells: str
    keys: dict[str, str]

    def text(self) -> str:
        """Give its source; as a call where a key is no name, or would hide one that its types need."""
        used = {word for said in self.keys.values() for word in re.findall(r"\w+", said)}
        if all(_is_name(name) and name not in used for name in self.keys):
            lines = [f"    {name}: {said}" for name, said in self.keys.items()]
            tells = self.tells.replace('"""', r"\"\"\"")
            return "\n".join([f"class {self.name}(TypedDict):", f'    """{tells}"""', "", *lines]).rstrip()
        lines = [f"        {name!r}: {said!r}," for name, said in self.keys.items()]
        head = [f"# {self.tells}", f"{self.name} = TypedDict(", f"    {self.name!r},", "    {"]
        return "\n".join([*head, *lines, "    },", ")"])


class _Module:
    """The classes of a module, those within others first."""

    def __init__(self) -> None:
        self._classes: list[_Class] = []
        self._names = set(_TAKEN)
        self._imports = Imports()

    def free(self, name: str) -> str:
        """Give a name that no class has: that, or one like it."""
        number, found = 1, name
        while found in self._names:
            number += 1
            found = f"{name}{number}"
        self._names.add(found)
        return found

    def add(self, name: str, attributes: Mapping[str, Attribute], view: View, tells: str) -> None:
        """Add the class of some attributes."""
        keys = {
            key: said if _is_required(child, view) else f"NotRequired[{said}]"
            for key, child, said in self._keys(name, attributes, view)
        }
        self._classes.append(_Class(name, tells, keys))

    def text(self) -> str:
        """Give the source of the module."""
        bodies = [one.text() for one in self._classes]
        used = {word for body in bodies for word in re.findall(r"\w+", body)}
        from_typing = sorted(name for name in ("Any", "Literal", "NotRequired", "TypedDict") if name in used)
        modules = sorted(self._imports.modules)
        known = [module for module in modules if module.partition(".")[0] in sys.stdlib_module_names]
        others = [f"import {module}" for module in modules if module not in known]
        if "actions" in used:
            others.append("from dynamodb_toolbox.schema.update import actions")
        imports = [*(f"import {module}" for module in known), f"from typing import {', '.join(from_typing)}"]
        imports += ["", *others] if others else []
        return "\n\n\n".join(["\n".join([_HEAD, *imports]), *bodies]) + "\n"

    def _keys(
        self, name: str, attributes: Mapping[str, Attribute], view: View
    ) -> Iterator[tuple[str, Attribute, str]]:
        for key, child in attributes.items():
            if (view == "item" and child.props.hidden) or (view == "key" and not child.props.key):
                continue
            types = self._types(
                child, "put" if child.props.key and view == "update" else view, name + _pascal(key)
            )
            if view == "update" and child.props.required == "never":
                types.append("actions.Remove")
            yield key, child, joined(types)

    def _types(self, schema: Attribute, view: View, name: str) -> list[str]:
        """Give the types of an attribute's values; in updates, with what may be done to it."""
        types = self._plain(schema, view, name)
        if view != "update":
            return types
        return [*types, *(f"actions.{action}" for action in (*_ACTIONS.get(type(schema), ()), "Get"))]

    def _plain(self, schema: Attribute, view: View, name: str) -> list[str]:
        match schema:
            case t.Primitive():
                return primitive_types(schema, self._imports, given=view != "item")
            case t.AnySchema():
                cast_as = schema.props.cast_as
                return ["Any"] if cast_as is None else [python_type(cast_as, self._imports)]
            case t.AnyOfSchema():
                return [said for element in schema.elements for said in self._types(element, view, name)]
            case t.MapSchema():
                found = self.free(name)
                self.add(found, schema.attributes, view, "What is within.")
                return [found]
            case _:
                return self._container(schema, view, name)

    def _container(self, schema: Attribute, view: View, name: str) -> list[str]:
        match schema:
            case t.SetSchema():
                inner = joined(self._types(schema.elements, "item" if view == "item" else "put", name))
                return [f"set[{inner}]"] if view == "item" else [f"set[{inner}]", f"frozenset[{inner}]"]
            case t.RecordSchema():
                keys = joined(self._types(schema.keys, "item" if view == "item" else "put", name))
                return [f"dict[{keys}, {joined(self._element(schema.elements, view, name))}]"]
            case t.ListSchema():
                return _listed(joined(self._element(schema.elements, view, name)), view)
            case t.TupleSchema():
                elements = [self._element(element, view, name) for element in schema.elements]
                any_of_them = [said for element in elements for said in element] or ["Any"]
                places = [] if view in {"item", "update"} else [f"tuple[{', '.join(map(joined, elements))}]"]
                return (
                    [f"list[{joined(any_of_them)}]", *places]
                    if view != "update"
                    else _listed(joined(any_of_them), view)
                )
            case _:
                raise TypeError(f"A schema of an unknown type: {schema!r}")

    def _element(self, schema: Attribute, view: View, name: str) -> list[str]:
        types = self._types(schema, view, name)
        return [*types, "actions.Remove"] if view == "update" else types


def _listed(inner: str, view: View) -> list[str]:
    """Give the types of a list; an update may name some of its places, as a dict of indexes."""
    more = {
        "item": [],
        "put": [f"tuple[{inner}, ...]"],
        "key": [f"tuple[{inner}, ...]"],
        "update": [f"dict[int, {inner}]"],
    }
    return [f"list[{inner}]", *more[view]]


def _is_required(child: Attribute, view: View) -> bool:
    props = child.props
    if view == "item":
        return props.required != "never"
    mode: Mode = view
    slot = props.slot(mode)
    filled = getattr(props, f"{slot}_default") is not MISSING or getattr(props, f"{slot}_link") is not None
    return props.is_required(mode) and not filled


def _is_name(name: str) -> bool:
    plain = normalize("NFKC", name) == name  # as Python reads names: `ﬁt` is `fit` to it
    return plain and name.isidentifier() and not iskeyword(name) and not name.startswith("__")


def _pascal(name: str) -> str:
    words = [word for word in re.split(r"[\W_]+", normalize("NFKC", name)) if word]
    found = "".join(word[:1].upper() + word[1:] for word in words)
    return found if found.isidentifier() else f"T{found}"
