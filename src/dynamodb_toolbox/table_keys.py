"""The keys and indexes that a `Table` declares, checked when it is made (spec/actions.md §1.1, §13.31).

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NoReturn, TypeAlias, TypedDict

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.limits import (
    MAX_GLOBAL_INDEXES,
    MAX_INDEX_KEY_ATTRIBUTES,
    MAX_KEY_NAME_BYTES,
    MAX_LOCAL_INDEXES,
    MAX_PROJECTED_ATTRIBUTES,
)
from dynamodb_toolbox.table_names import check_name

KeyType: TypeAlias = Literal["string", "number", "binary"]


class KeyAttribute(TypedDict):
    """One attribute of a primary key: `{"name": "id", "type": "string"}`."""

    name: str
    type: KeyType


Index: TypeAlias = Mapping[str, Any]
"""A secondary index: `{"type": "local", "sort_key": …}` or `{"type": "global", "partition_key": …}`.

A global index has one of `partition_key` and `partition_keys` (up to four), and at most one of `sort_key` and
`sort_keys` (up to four). `projection` is `"ALL"` (where it is not said), `"KEYS_ONLY"`, or a list of the
stored names that the index has besides keys. A global index may have `provisioned_throughput` and
`on_demand_throughput`, in AWS's form.
"""

KeyParts: TypeAlias = tuple[list[KeyAttribute], list[KeyAttribute]]
"""The partition keys and the sort keys of an index."""

_KEY_TYPES: Final = ("binary", "number", "string")
_PROPERTIES: Final = {
    "local": ("type", "sort_key", "projection"),
    "global": (
        "type",
        "partition_key",
        "partition_keys",
        "sort_key",
        "sort_keys",
        "projection",
        "provisioned_throughput",
        "on_demand_throughput",
    ),
}
_MOST: Final = {"local": MAX_LOCAL_INDEXES, "global": MAX_GLOBAL_INDEXES}


def index_parts(partition_key: KeyAttribute, index: Index) -> KeyParts:
    """Give the partition keys and the sort keys of an index of a table with this partition key."""
    if index["type"] == "local":
        return [partition_key], [index["sort_key"]]
    return _part(index, "partition_key"), _part(index, "sort_key")


def check_keys(partition_key: Any, sort_key: Any, indexes: Any) -> dict[str, KeyType]:
    """Check the declared keys and indexes; give the types of all their attributes, by name.

    Raises:
        DynamoDBToolboxError: `table.invalidKey` or `table.invalidIndex`; the path tells where.
    """
    _check_key("partition_key", partition_key)
    if sort_key is not None:
        _check_key("sort_key", sort_key)
        if sort_key["name"] == partition_key["name"]:
            _invalid_key("sort_key", "a name other than the partition key's", sort_key)
    if not isinstance(indexes, Mapping):
        _invalid_index("indexes", "a dict of indexes by name", indexes)
    for name, index in indexes.items():
        _check_index(name, index, has_sort_key=sort_key is not None)
    _check_numbers(indexes)
    return _types(partition_key, sort_key, indexes)


def _check_key(path: str, key: Any) -> None:
    if not isinstance(key, Mapping) or not isinstance(key.get("name"), str) or not key["name"]:
        _invalid_key(path, '{"name": a string, "type": …}', key)
    if key.get("type") not in _KEY_TYPES:
        _invalid_key(path, f"a type of {', '.join(_KEY_TYPES)}", key)
    if len(key["name"].encode()) > MAX_KEY_NAME_BYTES:
        _invalid_key(path, f"a name of at most {MAX_KEY_NAME_BYTES} bytes", key)
    if key.keys() - {"name", "type"}:
        _invalid_key(path, "nothing but 'name' and 'type'", key)


def _check_index(name: Any, index: Any, *, has_sort_key: bool) -> None:
    path = format_path(("indexes", name)) if isinstance(name, str) else "indexes"
    check_name("table.invalidIndex", path, name, "index")
    kind = index.get("type") if isinstance(index, Mapping) else None
    if not isinstance(kind, str) or kind not in _PROPERTIES:
        _invalid_index(path, '{"type": "local" or "global", …}', index)
    unknown = [name for name in index if name not in _PROPERTIES[kind]]
    if unknown:
        _invalid_index(path, f"nothing but {', '.join(_PROPERTIES[kind])} in a {kind} index", unknown[0])
    if kind == "local":
        if not has_sort_key:
            _invalid_index(path, "a global index, as a table without sort key has no local ones", index)
        _check_key(f"{path}.sort_key", index.get("sort_key"))
    else:
        _check_global_keys(path, index)
    _check_projection(path, index)


def _check_global_keys(path: str, index: Index) -> None:
    for part, least in (("partition_key", 1), ("sort_key", 0)):
        if part in index and f"{part}s" in index:
            _invalid_index(path, f"either '{part}' or '{part}s'", index)
        if least and part not in index and f"{part}s" not in index:
            _invalid_index(path, f"'{part}', or '{part}s' for several", index)
        if part in index:
            _check_key(f"{path}.{part}", index[part])
        elif f"{part}s" in index:
            _check_several(f"{path}.{part}s", index[f"{part}s"], least)
    names = [
        key["name"] for keys in (_part(index, "partition_key"), _part(index, "sort_key")) for key in keys
    ]
    repeated = [name for name in names if names.count(name) > 1]
    if repeated:
        _invalid_index(path, "each attribute once in the key of an index", repeated[0])


def _check_several(path: str, keys: Any, least: int) -> None:
    if not isinstance(keys, (list, tuple)) or not least <= len(keys) <= MAX_INDEX_KEY_ATTRIBUTES:
        _invalid_index(path, f"a list of {least} to {MAX_INDEX_KEY_ATTRIBUTES} keys", keys)
    for number, key in enumerate(keys):
        _check_key(f"{path}[{number}]", key)


def _check_projection(path: str, index: Index) -> None:
    projection = index.get("projection", "ALL")
    if isinstance(projection, (list, tuple)):
        if not projection or not all(isinstance(name, str) and name for name in projection):
            _invalid_index(f"{path}.projection", "one or more names of attributes", projection)
        if len(set(projection)) < len(projection):
            _invalid_index(f"{path}.projection", "each attribute once", projection)
    elif projection not in ("ALL", "KEYS_ONLY"):  # it may be unhashable
        expected = '"ALL", "KEYS_ONLY" or a list of the stored names that it has besides keys'
        _invalid_index(f"{path}.projection", expected, projection)


def _check_numbers(indexes: Mapping[str, Index]) -> None:
    for kind, most in _MOST.items():
        names = [name for name, index in indexes.items() if index["type"] == kind]
        if len(names) > most:
            _invalid_index("indexes", f"at most {most} {kind} indexes", names)
    projected = [
        name
        for index in indexes.values()
        if isinstance(index.get("projection"), (list, tuple))
        for name in index["projection"]
    ]
    if len(projected) > MAX_PROJECTED_ATTRIBUTES:
        expected = f"at most {MAX_PROJECTED_ATTRIBUTES} attributes in the projections of all indexes together"
        _invalid_index("indexes", expected, projected)


def _types(
    partition_key: KeyAttribute, sort_key: KeyAttribute | None, indexes: Mapping[str, Index]
) -> dict[str, KeyType]:
    types: dict[str, tuple[KeyType, str]] = {}
    for path, key in _placed(partition_key, sort_key, indexes):
        known, place = types.setdefault(key["name"], (key["type"], path))
        if known != key["type"]:
            _invalid_key(path, f"the type that '{key['name']}' has in {place}, {known}", key)
    return {name: known for name, (known, _) in types.items()}


def _placed(
    partition_key: KeyAttribute, sort_key: KeyAttribute | None, indexes: Mapping[str, Index]
) -> Iterator[tuple[str, KeyAttribute]]:
    yield "partition_key", partition_key
    if sort_key is not None:
        yield "sort_key", sort_key
    for name, index in indexes.items():
        for part, keys in zip(("partition_key", "sort_key"), index_parts(partition_key, index), strict=True):
            path = format_path(("indexes", name))
            for number, key in enumerate(keys):
                place = f"{path}.{part}s[{number}]" if f"{part}s" in index else f"{path}.{part}"
                yield place, key


def _part(index: Index, name: str) -> list[KeyAttribute]:
    """Give one part of an index's key, which is said in the singular (one) or the plural (several)."""
    several: Sequence[KeyAttribute] | None = index.get(f"{name}s")
    if several is not None:
        return list(several)
    return [index[name]] if name in index else []


def _invalid_key(path: str, expected: str, received: Any) -> NoReturn:
    raise DynamoDBToolboxError(
        "table.invalidKey",
        f"Invalid '{path}' of a table: expected {expected}; got {received!r}.",
        path=path,
        payload={"received": received, "expected": expected},
    )


def _invalid_index(path: str, expected: str, received: Any) -> NoReturn:
    raise DynamoDBToolboxError(
        "table.invalidIndex",
        f"Invalid '{path}' of a table: expected {expected}; got {received!r}.",
        path=path,
        payload={"received": received, "expected": expected},
    )
