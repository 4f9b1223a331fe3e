"""Tables for the tests of exports: two that have everything, and any."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from dynamodb_toolbox import Table, TableSettings

UNITS: Any = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6}

PROVISIONED = Table(
    name="poke-scores",
    partition_key={"name": "player", "type": "string"},
    sort_key={"name": "played at", "type": "number"},
    indexes={
        "by_place": {
            "type": "global",
            "partition_keys": [{"name": "country", "type": "string"}, {"name": "city", "type": "string"}],
            "sort_keys": [{"name": "points", "type": "number"}, {"name": "photo", "type": "binary"}],
            "projection": ["_et", "${title}"],
        },
        "by_game": {
            "type": "global",
            "partition_key": {"name": "game", "type": "string"},
            "sort_key": {"name": "points", "type": "number"},
            "projection": "KEYS_ONLY",
            "provisioned_throughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2},
        },
        "by_points": {"type": "local", "sort_key": {"name": "points", "type": "number"}},
    },
    settings={
        "provisioned_throughput": UNITS,
        "stream_view_type": "NEW_AND_OLD_IMAGES",
        "time_to_live": "expires_at",
        "point_in_time_recovery": True,
        "deletion_protection": True,
        "table_class": "STANDARD_INFREQUENT_ACCESS",
        "sse_specification": {"Enabled": True, "KMSMasterKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1"},
        "tags": {"team": "a b", "on": "yes"},
    },
)
ON_DEMAND = Table(
    name="events",
    partition_key={"name": "id", "type": "binary"},
    indexes={
        "by_kind": {
            "type": "global",
            "partition_key": {"name": "kind", "type": "string"},
            "on_demand_throughput": {"MaxReadRequestUnits": 7},
        }
    },
    settings={
        "on_demand_throughput": {"MaxWriteRequestUnits": 8},
        "sse_specification": {"Enabled": True},
        "point_in_time_recovery": False,
        "deletion_protection": False,
    },
)
BARE = Table(name="bare", partition_key={"name": "id", "type": "string"})
EVERY = (PROVISIONED, ON_DEMAND, BARE)

_KINDS = ("string", "number", "binary")
_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_names = st.text("abcXYZ019_.-", min_size=3, max_size=12)


@st.composite
def _indexes(draw: st.DrawFn, keys: Sequence[dict[str, str]], local: bool) -> dict[str, Any]:
    projection = draw(
        st.sampled_from(["ALL", "KEYS_ONLY"]) | st.lists(_texts, min_size=1, max_size=3, unique=True)
    )
    if local and draw(st.booleans()):
        return {"type": "local", "sort_key": draw(st.sampled_from(keys)), "projection": projection}
    used = draw(st.permutations(keys))
    partition = draw(st.integers(1, min(4, len(used))))
    sort = draw(st.integers(0, min(4, len(used) - partition)))
    parts = {"partition_key": used[:partition], "sort_key": used[partition : partition + sort]}
    index: dict[str, Any] = {"type": "global", "projection": projection}
    for part, attributes in parts.items():
        if len(attributes) == 1 and draw(st.booleans()):
            index[part] = attributes[0]
        elif attributes:
            index[f"{part}s"] = list(attributes)
    return index


_settings: st.SearchStrategy[TableSettings] = st.fixed_dictionaries(  # type: ignore[assignment]  # checked by Table
    {},
    optional={
        "provisioned_throughput": st.just(UNITS),
        "stream_view_type": st.sampled_from(["KEYS_ONLY", "OLD_IMAGE"]),
        "time_to_live": st.sampled_from(["ttl", "${ttl}\n"]),
        "point_in_time_recovery": st.booleans(),
        "deletion_protection": st.booleans(),
        "table_class": st.just("STANDARD"),
        "tags": st.dictionaries(_texts.filter(lambda key: not key.startswith("aws:")), _texts, max_size=3),
    },
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Give any table: odd names of attributes, indexes of up to eight, settings."""
    names = draw(st.lists(_texts, min_size=3, max_size=9, unique=True))
    names = [name for name in names if name not in ("ttl", "${ttl}\n")]
    keys: Any = [{"name": name, "type": draw(st.sampled_from(_KINDS))} for name in names]
    sort_key = keys[1] if len(keys) > 1 and draw(st.booleans()) else None
    others = keys[1:] or keys
    index = _indexes(others, sort_key is not None)
    return Table(
        name=draw(_names),
        partition_key=keys[0],
        sort_key=sort_key,
        indexes=draw(st.dictionaries(_names, index, max_size=3)),
        settings=draw(_settings),
    )
