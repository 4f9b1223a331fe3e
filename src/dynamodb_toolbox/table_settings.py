"""What a `Table` says of its deployment besides keys: billing, streams, time to live and the like.

Names are AWS's in snake_case, and structures inside are AWS's as they are. Rules:
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias, TypedDict

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.limits import MAX_KEY_NAME_BYTES, MAX_TAG_KEY, MAX_TAG_VALUE, MAX_TAGS
from dynamodb_toolbox.table_keys import Index, KeyType

BillingMode: TypeAlias = Literal["PAY_PER_REQUEST", "PROVISIONED"]


class ProvisionedThroughput(TypedDict):
    """Capacity units per second."""

    ReadCapacityUnits: int
    WriteCapacityUnits: int


class OnDemandThroughput(TypedDict, total=False):
    """The most request units per second."""

    MaxReadRequestUnits: int
    MaxWriteRequestUnits: int


class SSESpecification(TypedDict, total=False):
    """Encryption at rest with a key of AWS KMS, instead of a key that DynamoDB owns."""

    Enabled: bool
    SSEType: Literal["KMS"]
    KMSMasterKeyId: str


class TableSettings(TypedDict, total=False):
    """What is deployed besides keys and indexes; what is left out is left to AWS, and not compared.

    `billing_mode`: `PAY_PER_REQUEST` (where nothing is said) or `PROVISIONED`; `provisioned_throughput`:
    AWS's structure, makes the mode `PROVISIONED`, and is that of each global index that has none of its own;
    `on_demand_throughput`: AWS's structure; `stream_view_type`: what stream records hold (no stream where it
    is left out); `time_to_live`: the stored name of the attribute that says when an item expires, in seconds
    since 1970; `point_in_time_recovery`; `deletion_protection`; `table_class`; `sse_specification`: AWS's
    structure; `tags`: by key.
    """

    billing_mode: BillingMode
    provisioned_throughput: ProvisionedThroughput
    on_demand_throughput: OnDemandThroughput
    stream_view_type: Literal["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]
    time_to_live: str
    point_in_time_recovery: bool
    deletion_protection: bool
    table_class: Literal["STANDARD", "STANDARD_INFREQUENT_ACCESS"]
    sse_specification: SSESpecification
    tags: Mapping[str, str]


_Rule: TypeAlias = tuple[str, Callable[[Any], bool]]


def _one_of(*values: str) -> _Rule:
    return f"one of: {', '.join(values)}", lambda value: isinstance(value, str) and value in values


def _units(least: int, *names: str) -> _Rule:
    def accepts(value: Any) -> bool:
        known = isinstance(value, Mapping) and len(value) >= least and not value.keys() - set(names)
        return known and all(type(units) is int and units > 0 for units in value.values())

    return "a dict of whole numbers from 1 up: " + ", ".join(names), accepts


def _is_sse(value: Any) -> bool:
    if not isinstance(value, Mapping) or value.keys() - {"Enabled", "SSEType", "KMSMasterKeyId"}:
        return False
    texts = (value[name] for name in ("SSEType", "KMSMasterKeyId") if name in value)
    return isinstance(value.get("Enabled"), bool) and all(isinstance(text, str) for text in texts)


def _are_tags(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) <= MAX_TAGS
        and all(
            isinstance(key, str)
            and 0 < len(key) <= MAX_TAG_KEY
            and not key.startswith("aws:")
            and isinstance(text, str)
            and len(text) <= MAX_TAG_VALUE
            for key, text in value.items()
        )
    )


_BOOLEAN: Final[_Rule] = ("a boolean", lambda value: isinstance(value, bool))
_PROVISIONED: Final = _units(2, "ReadCapacityUnits", "WriteCapacityUnits")
_ON_DEMAND: Final = _units(1, "MaxReadRequestUnits", "MaxWriteRequestUnits")
_RULES: Final[dict[str, _Rule]] = {
    "billing_mode": _one_of("PAY_PER_REQUEST", "PROVISIONED"),
    "provisioned_throughput": _PROVISIONED,
    "on_demand_throughput": _ON_DEMAND,
    "stream_view_type": _one_of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"),
    "time_to_live": (
        "the stored name of an attribute",
        lambda value: isinstance(value, str) and 0 < len(value.encode()) <= MAX_KEY_NAME_BYTES,
    ),
    "point_in_time_recovery": _BOOLEAN,
    "deletion_protection": _BOOLEAN,
    "table_class": _one_of("STANDARD", "STANDARD_INFREQUENT_ACCESS"),
    "sse_specification": (
        '{"Enabled": a boolean}, with "SSEType" and "KMSMasterKeyId" where needed',
        _is_sse,
    ),
    "tags": (
        f"at most {MAX_TAGS} texts, by keys of 1 to {MAX_TAG_KEY} characters that do not begin with 'aws:'",
        _are_tags,
    ),
}


def check_settings(
    settings: Any, types: Mapping[str, KeyType], indexes: Mapping[str, Index]
) -> TableSettings:
    """Check the settings of a table whose key attributes have these types; give them without what is `None`.

    Raises:
        DynamoDBToolboxError: `table.invalidSettings`; the path tells which.
    """
    if not isinstance(settings, Mapping):
        raise _invalid("settings", "a dict", settings)
    given = {name: value for name, value in settings.items() if value is not None}
    for name, value in given.items():
        if name not in _RULES:
            raise _invalid(f"settings.{name}", f"one of the settings {', '.join(_RULES)}", value)
        expected, accepts = _RULES[name]
        if not accepts(value):
            raise _invalid(f"settings.{name}", expected, value)
    ttl: str = given.get("time_to_live", "")
    if types.get(ttl, "number") != "number":
        raise _invalid("settings.time_to_live", f"a number; the key attribute '{ttl}' is none", types[ttl])
    checked: TableSettings = given  # type: ignore[assignment]  # each value has just been checked
    _check_throughputs(checked, indexes)
    return checked


def billing_mode(settings: TableSettings) -> BillingMode:
    """Give the billing mode, said or implied by a provisioned throughput."""
    implied: BillingMode = "PROVISIONED" if "provisioned_throughput" in settings else "PAY_PER_REQUEST"
    return settings.get("billing_mode", implied)


def merged(settings: TableSettings, over: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give settings with others laid over them; a throughput of the mode no longer used is left out."""
    over = over or {}
    mode = over.get("billing_mode") or ("PROVISIONED" if over.get("provisioned_throughput") else None)
    useless = {"PAY_PER_REQUEST": "provisioned_throughput", "PROVISIONED": "on_demand_throughput"}.get(
        mode or ""
    )
    kept = {name: value for name, value in settings.items() if name != useless}
    if mode is not None:
        kept["billing_mode"] = mode
    return {**kept, **over}


def _check_throughputs(settings: TableSettings, indexes: Mapping[str, Index]) -> None:
    mode = billing_mode(settings)
    needed, useless = "provisioned_throughput", "on_demand_throughput"
    if mode == "PAY_PER_REQUEST":
        needed, useless = useless, needed
    elif needed not in settings:
        raise _invalid("settings", f"'{needed}' beside the billing mode PROVISIONED", dict(settings))
    if useless in settings:
        raise _invalid(f"settings.{useless}", f"none, as the billing mode is {mode}", dict(settings)[useless])
    for name, index in indexes.items():
        for which, (expected, accepts) in ((needed, _RULES[needed]), (useless, _RULES[useless])):
            if which in index and not accepts(index[which]):
                raise _invalid(f"{format_path(('indexes', name))}.{which}", expected, index[which])
        if useless in index:
            path = f"{format_path(('indexes', name))}.{useless}"
            raise _invalid(path, f"none, as the table's billing mode is {mode}", index[useless])


def _invalid(path: str, expected: str, received: Any) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "table.invalidSettings",
        f"Invalid '{path}' of a table: expected {expected}; got {received!r}.",
        path=path,
        payload={"received": received, "expected": expected},
    )
