"""What differs between a `Table` and the table that is deployed, and what it takes to change that.

What can be changed: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, TypeAlias

from dynamodb_toolbox.commands.table_definition import definition
from dynamodb_toolbox.commands.table_state import units
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.table_settings import TableSettings, billing_mode

Remedy: TypeAlias = Literal[
    "CreateTable",
    "UpdateTable",
    "UpdateTimeToLive",
    "UpdateContinuousBackups",
    "TagResource",
    "new index",
    "new table",
]
"""The operation that changes it in place; or what has to be made anew, as nothing does."""

_REMEDIES: Final[dict[str, Remedy]] = {
    "time_to_live": "UpdateTimeToLive",
    "point_in_time_recovery": "UpdateContinuousBackups",
    "tags": "TagResource",
}
_KINDS: Final = ("LocalSecondaryIndexes", "GlobalSecondaryIndexes")


@dataclass(frozen=True, slots=True)
class TableDifference:
    """One thing that differs.

    Attributes:
        path: Where: `table`, `key`, `indexes.<name>`, `indexes.<name>.projection`, `settings.<name>`, ….
        declared: What the `Table` says; `None` where it says nothing.
        deployed: What is there; `None` where nothing is.
        remedy: What changes it.
    """

    path: str
    declared: Any
    deployed: Any
    remedy: Remedy

    @property
    def kind(self) -> Literal["missing", "undeclared", "different"]:
        """Whether it is not deployed, not declared, or both, but otherwise."""
        if self.deployed is None:
            return "missing"
        return "undeclared" if self.declared is None else "different"

    def __str__(self) -> str:
        declared, deployed = _shown(self.declared), _shown(self.deployed)
        which = {"missing": declared, "undeclared": deployed}
        text = which.get(self.kind, f"declared {declared}; deployed {deployed}")
        return f"{self.kind:<10}  {self.path}: {text}  [{self.remedy}]"


@dataclass(frozen=True, slots=True)
class TableDiff:
    """A `Table` beside what is deployed; `str()` is a report.

    Attributes:
        table_name: The table.
        differences: Its key first, then indexes, then settings; empty where all is as declared.
    """

    table_name: str
    differences: tuple[TableDifference, ...]

    @property
    def same(self) -> bool:
        """Whether all is as declared."""
        return not self.differences

    @property
    def needs_new_table(self) -> bool:
        """Whether something cannot be changed in the table that is there."""
        return any(difference.remedy == "new table" for difference in self.differences)

    @property
    def unmet(self) -> tuple[TableDifference, ...]:
        """The differences without those indexes that are deployed and not declared: they do no harm."""
        return tuple(difference for difference in self.differences if difference.kind != "undeclared")

    def to_dict(self) -> dict[str, Any]:
        """Give the whole as JSON has it."""
        return {
            "table_name": self.table_name,
            "same": self.same,
            "differences": [asdict(d) | {"kind": d.kind} for d in self.differences],
        }

    def __str__(self) -> str:
        if self.same:
            return f"Table '{self.table_name}' is deployed as declared."
        lines = [f"Table '{self.table_name}' is not deployed as declared:"]
        lines += [f"  {difference}" for difference in self.differences]
        return "\n".join([*lines, self._conclusion()])

    def _conclusion(self) -> str:
        if self.needs_new_table:
            return "A new table is needed: what is marked so cannot be changed."
        if any(difference.remedy == "new index" for difference in self.differences):
            return "All can be changed in this table; an index marked so is deleted and created again."
        return "All can be changed in place, by the operations named."


def not_deployed(name: str) -> TableDiff:
    """Give the difference where there is no table at all."""
    return TableDiff(name, (TableDifference("table", name, None, "CreateTable"),))


def compare(
    table: Table,
    settings: TableSettings,
    description: Mapping[str, Any],
    deployed_settings: Mapping[str, Any],
) -> TableDiff:
    """Compare what is declared with AWS's description of what is deployed, and its settings."""
    declared = definition(table, settings)
    differences: list[TableDifference] = []
    keys = _key(declared, declared), _key(description, description)
    if keys[0] != keys[1]:
        differences.append(TableDifference("key", *keys, "new table"))
    for kind in _KINDS:
        differences += _compare_indexes(kind, table, declared, description)
    differences += _compare_settings(settings, deployed_settings)
    return TableDiff(description["TableName"], tuple(differences))


def _compare_indexes(
    kind: str, table: Table, declared: Mapping[str, Any], description: Mapping[str, Any]
) -> Iterator[TableDifference]:
    ours = {index["IndexName"]: index for index in declared.get(kind, ())}
    theirs = {
        index["IndexName"]: index
        for index in description.get(kind, ())
        if index.get("IndexStatus") != "DELETING"
    }
    is_local = kind == _KINDS[0]
    for name in [*ours, *(name for name in theirs if name not in ours)]:
        path = format_path(("indexes", name))
        if name not in theirs or name not in ours:
            one, other = _index(ours.get(name), declared), _index(theirs.get(name), description)
            yield TableDifference(path, one, other, "new table" if is_local else "UpdateTable")
            continue
        parts = {
            "key": (_key(ours[name], declared), _key(theirs[name], description)),
            "projection": (_projection(ours[name]), _projection(theirs[name])),
        }
        for part, (one, other) in parts.items():
            if one != other:
                yield TableDifference(f"{path}.{part}", one, other, "new table" if is_local else "new index")
        yield from _compare_units(path, table.indexes[name], theirs[name])


def _compare_units(
    path: str, declared: Mapping[str, Any], described: dict[str, Any]
) -> Iterator[TableDifference]:
    fields = {"provisioned_throughput": "ProvisionedThroughput", "on_demand_throughput": "OnDemandThroughput"}
    for name, field in fields.items():
        deployed = units(described, field)
        if name in declared and dict(declared[name]) != deployed:
            yield TableDifference(f"{path}.{name}", dict(declared[name]), deployed, "UpdateTable")


def _compare_settings(
    settings: TableSettings, deployed_settings: Mapping[str, Any]
) -> Iterator[TableDifference]:
    declared: dict[str, Any] = dict(settings)
    if "provisioned_throughput" in declared or "on_demand_throughput" in declared:
        declared.setdefault("billing_mode", billing_mode(settings))
    for name, value in declared.items():
        deployed = deployed_settings.get(name)
        if name == "tags":
            for key, text in value.items():
                if (deployed or {}).get(key) != text:
                    yield TableDifference(
                        format_path(("settings", "tags", key)), text, (deployed or {}).get(key), "TagResource"
                    )
        elif deployed != value:
            yield TableDifference(f"settings.{name}", value, deployed, _REMEDIES.get(name, "UpdateTable"))


def _key(of: Mapping[str, Any], table: Mapping[str, Any]) -> str:
    """Show a key, of a table or index, with the types that the table says."""
    types = {d["AttributeName"]: d["AttributeType"] for d in table["AttributeDefinitions"]}
    schema = of["KeySchema"]
    return ", ".join(f"{k['AttributeName']} ({k['KeyType']}, {types[k['AttributeName']]})" for k in schema)


def _projection(index: Mapping[str, Any]) -> str:
    projection = index["Projection"]
    names = sorted(projection.get("NonKeyAttributes", ()))
    return ", ".join([projection["ProjectionType"], *names])


def _index(index: Mapping[str, Any] | None, table: Mapping[str, Any]) -> str | None:
    return None if index is None else f"{_key(index, table)}, projects {_projection(index)}"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(member)}" for name, member in value.items())
    if value is None:
        return "nothing"
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
