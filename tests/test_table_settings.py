"""The settings of a table are checked when it is made."""

from typing import Any

import pytest

from dynamodb_toolbox.table import KeyAttribute, Table
from dynamodb_toolbox.table_settings import billing_mode, merged
from tests.refusals import refused

PK: KeyAttribute = {"name": "pk", "type": "string"}
UNITS = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6}
MOST = {"MaxReadRequestUnits": 5}
INDEX: dict[str, Any] = {"type": "global", "partition_key": {"name": "n", "type": "number"}}
WHOLE: dict[str, Any] = {
    "billing_mode": "PROVISIONED",
    "provisioned_throughput": UNITS,
    "stream_view_type": "NEW_AND_OLD_IMAGES",
    "time_to_live": "expires_at",
    "point_in_time_recovery": True,
    "deletion_protection": False,
    "table_class": "STANDARD_INFREQUENT_ACCESS",
    "sse_specification": {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": "alias/app"},
    "tags": {"team": "a", "empty": ""},
}


def made(settings: Any, **index: Any) -> Table:
    return Table(partition_key=PK, settings=settings, indexes={"i": {**INDEX, **index}})


def test_a_table_keeps_its_settings() -> None:
    assert made(WHOLE).settings == WHOLE
    assert made({"table_class": None}).settings == {}
    assert Table(partition_key=PK).settings == {}


def test_the_billing_mode_is_said_or_implied() -> None:
    assert billing_mode({}) == "PAY_PER_REQUEST"
    assert billing_mode(made({"provisioned_throughput": UNITS}).settings) == "PROVISIONED"
    assert billing_mode(made({"on_demand_throughput": MOST}).settings) == "PAY_PER_REQUEST"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("billing_mode", "ON_DEMAND"),
        ("billing_mode", ["PROVISIONED"]),
        ("provisioned_throughput", {"ReadCapacityUnits": 5}),
        ("provisioned_throughput", {"ReadCapacityUnits": 5, "WriteCapacityUnits": 0}),
        ("provisioned_throughput", {"ReadCapacityUnits": 5, "WriteCapacityUnits": True}),
        ("provisioned_throughput", {"read": 5, "write": 5}),
        ("on_demand_throughput", {}),
        ("on_demand_throughput", {"MaxReadRequestUnits": "5"}),
        ("stream_view_type", "NEW"),
        ("stream_view_type", True),
        ("time_to_live", ""),
        ("time_to_live", 60),
        ("time_to_live", "x" * 256),
        ("time_to_live", "pk"),
        ("point_in_time_recovery", "yes"),
        ("deletion_protection", 1),
        ("table_class", "INFREQUENT"),
        ("sse_specification", True),
        ("sse_specification", {"SSEType": "KMS"}),
        ("sse_specification", {"Enabled": True, "KMSMasterKeyId": 1}),
        ("sse_specification", {"Enabled": True, "Key": "a"}),
        ("tags", ["a"]),
        ("tags", {"a": 1}),
        ("tags", {"": "a"}),
        ("tags", {"aws:a": "a"}),
        ("tags", {"a" * 129: "a"}),
        ("tags", {"a": "a" * 257}),
        ("tags", {str(number): "a" for number in range(51)}),
        ("timeToLive", "x"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_setting_that_is_none_is_refused(name: str, value: Any) -> None:
    with refused("table.invalidSettings", f"settings.{name}"):
        made({name: value})


def test_settings_are_a_dict() -> None:
    with refused("table.invalidSettings", "settings"):
        made("PROVISIONED")


def test_time_to_live_may_be_a_number_that_is_a_key() -> None:
    assert made({"time_to_live": "n"}).settings == {"time_to_live": "n"}


def test_throughputs_go_with_their_billing_mode() -> None:
    with refused("table.invalidSettings", "settings"):
        made({"billing_mode": "PROVISIONED"})
    with refused("table.invalidSettings", "settings.on_demand_throughput"):
        made({"provisioned_throughput": UNITS, "on_demand_throughput": MOST})
    with refused("table.invalidSettings", "settings.provisioned_throughput"):
        made({"billing_mode": "PAY_PER_REQUEST", "provisioned_throughput": UNITS})


def test_so_do_those_of_indexes() -> None:
    made({"provisioned_throughput": UNITS}, provisioned_throughput=UNITS)
    made({}, on_demand_throughput=MOST)
    for settings, name, value in (
        ({}, "provisioned_throughput", UNITS),
        ({}, "on_demand_throughput", 5),
        (WHOLE, "on_demand_throughput", MOST),
        (WHOLE, "provisioned_throughput", {"ReadCapacityUnits": 5}),
    ):
        with refused("table.invalidSettings", f"indexes.i.{name}"):
            made(settings, **{name: value})


def test_settings_laid_over_others() -> None:
    table = made(WHOLE)
    assert merged(table.settings, None) == WHOLE
    free = merged(table.settings, {"billing_mode": "PAY_PER_REQUEST", "tags": None})
    assert free == {
        name: value
        for name, value in (WHOLE | {"billing_mode": "PAY_PER_REQUEST", "tags": None}).items()
        if name != "provisioned_throughput"
    }
    paid = merged(made({"on_demand_throughput": MOST}).settings, {"provisioned_throughput": UNITS})
    assert paid == {"billing_mode": "PROVISIONED", "provisioned_throughput": UNITS}
