"""What a write asks for, read and checked as far as can be without the table.

The operations for one item and the members of a transaction are the same four actions. An action is read
from the request, then shown the table (`locate`), then the stored item (`outcome`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dynamodb_toolbox.engine import indexes
from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.evaluation.updates import paths_of, updated
from dynamodb_toolbox.engine.keys import (
    KeySchema,
    Place,
    check_key_paths,
    check_no_empty_key,
    place_of_item,
    place_of_key,
)
from dynamodb_toolbox.engine.legacy_conditions import check_conditional_operator, expected_of
from dynamodb_toolbox.engine.legacy_updates import LegacyUpdate, attribute_updates_of
from dynamodb_toolbox.engine.measured_items import measured_item
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.request_faults import RequestFault
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.nodes import Condition, Path, Update
from dynamodb_toolbox.limits import MAX_ITEM_BYTES
from dynamodb_toolbox.sizes import item_size
from dynamodb_toolbox.values import WireItem

is_plain_put: Final = frozenset({"TableName", "Item"}).issuperset
"""Tell whether a put is nothing but an item for a table: nobody asks for what was there before."""

_LEGACY_OF_UPDATE: Final = ("AttributeUpdates", "Expected", "ConditionalOperator")


@dataclass(frozen=True, slots=True)
class Action:
    """One action on one item; by itself it only checks, as a ConditionCheck does.

    Attributes:
        request: The parameters as they came.
        key: The key of the item; of a put, the whole item.
        bindings: The names and values of its expressions.
        condition: What must hold of the stored item.
    """

    request: dict[str, Any]
    key: WireItem
    bindings: Bindings
    condition: Condition | None

    @property
    def size(self) -> int:
        """The bytes of the item that the request carries."""
        return 0

    def check_request(self, table: Table) -> None:
        """Check what even a transaction refuses outright, rather than as a reason to be cancelled.

        Raises:
            ValidationException: A key is empty, or a path leads into one.
        """
        check_no_empty_key(table.key, self.key)
        check_key_paths(table.key, self.bindings.nested_paths)

    def locate(self, table: Table) -> Place:
        """Check the action against the table, and say where its item is.

        Raises:
            ValidationException: The key does not serve, or an expression does not suit it.
        """
        place = place_of_key(table.key, self.key)
        check_key_paths(table.key, self.bindings.nested_paths)
        return place

    def outcome(self, table: Table, old: Stored | None) -> Stored | None:  # noqa: ARG002  # for those that write
        """Give the item as the action leaves it; `None` where there is none then.

        Raises:
            ValidationException: The action does not fit the stored item.
        """
        return old

    def check_outcome(self, table: Table, new: Stored | None) -> None:
        """Check of the outcome what even a transaction refuses outright; there is nothing here.

        Raises:
            ValidationException: The key of an index would be empty.
        """


@dataclass(frozen=True, slots=True)
class Put(Action):
    """Write a whole item."""

    item_bytes: int

    @property
    def size(self) -> int:
        """The bytes of the item that the request carries."""
        return self.item_bytes

    def check_request(self, table: Table) -> None:
        """Check what even a transaction refuses outright: empty keys of indexes too."""
        Action.check_request(self, table)
        indexes.check_no_empty_key(table, self.key)

    def locate(self, table: Table) -> Place:
        """Check the item against the table, and say where it goes."""
        place = place_of_item(table.key, self.key)
        check_key_paths(table.key, self.bindings.nested_paths)
        indexes.check_item(table, self.key)
        return place

    def outcome(self, table: Table, old: Stored | None) -> Stored | None:  # noqa: ARG002  # whatever was there
        """Give the item of the request."""
        return Stored(self.key, self.item_bytes)


@dataclass(frozen=True, slots=True)
class Delete(Action):
    """Remove an item."""

    def outcome(self, table: Table, old: Stored | None) -> Stored | None:  # noqa: ARG002  # nothing is left
        """Give nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Change(Action):
    """Change parts of an item, or make it of the key first."""

    update: Update
    paths: list[Path]

    def locate(self, table: Table) -> Place:
        """Check the key and that the update leaves it alone."""
        place = place_of_key(table.key, self.key)
        _check_keys_untouched(table.key, self.paths)
        check_key_paths(table.key, self.bindings.nested_paths)
        return place

    def outcome(self, table: Table, old: Stored | None) -> Stored | None:
        """Give the item updated."""
        new = updated(self.update, old.item if old else self.key)
        indexes.check_types(table, new)
        size = item_size(new)
        if size > MAX_ITEM_BYTES:
            raise ValidationException("Item size to update has exceeded the maximum allowed size")
        return Stored(new, size)

    def check_outcome(self, table: Table, new: Stored | None) -> None:
        """Check that no key of an index was made empty."""
        if new is not None:
            indexes.check_no_empty_key(table, new.item, by_update=True)


@dataclass(frozen=True, slots=True)
class LegacyChange(Change):
    """Change parts of an item as AttributeUpdates say."""

    legacy: LegacyUpdate

    def outcome(self, table: Table, old: Stored | None) -> Stored | None:
        """Give the item updated; where there is none, what only deletes makes none."""
        if old is None and self.legacy.only_deletes:
            return None
        if old is not None:
            self.legacy.check_types(old.item)
        return Change.outcome(self, table, old)


def read_put(request: dict[str, Any], given: dict[str, Any]) -> Put:
    """Read a put of the item `given`.

    Raises:
        ValidationException: The item is too large or invalid, or the condition is.
    """
    if is_plain_put(request):
        item, size = measured_item(given)
        return Put(request, item, Bindings({}, {}), None, checked_size(size))
    check_parameters(request, ["ConditionExpression"], ["Expected", "ConditionalOperator"])
    check_conditional_operator(request, "Expected")
    item, size = measured_item(given)
    check_return_values(request)
    checked_size(size)
    bindings, condition = _condition_only(request)
    return Put(request, item, bindings, condition, size)


def read_delete(request: dict[str, Any], given: dict[str, Any]) -> Delete:
    """Read a delete of the item with the key `given`.

    Raises:
        ValidationException: The key or the condition is invalid.
    """
    check_parameters(request, ["ConditionExpression"], ["Expected", "ConditionalOperator"])
    check_conditional_operator(request, "Expected")
    key = canonical_item(given)
    check_return_values(request)
    return Delete(request, key, *_condition_only(request))


def read_change(request: dict[str, Any], given: dict[str, Any]) -> Change:
    """Read an update of the item with the key `given`.

    Raises:
        ValidationException: The key or an expression is invalid.
    """
    check_parameters(request, ["UpdateExpression", "ConditionExpression"], _LEGACY_OF_UPDATE)
    check_conditional_operator(request, "Expected")
    key = canonical_item(given)
    legacy = attribute_updates_of(request)
    bindings = bindings_of(request)
    text: str | None = request.get("UpdateExpression")
    update = Update() if text is None else bindings.update(text)
    condition = _condition_of(request, bindings)
    bindings.check_all_used()
    if legacy is not None:
        paths = paths_of(legacy.update)
        return LegacyChange(request, key, bindings, condition, legacy.update, paths, legacy)
    return Change(request, key, bindings, condition, update, paths_of(update))


def read_check(request: dict[str, Any], given: dict[str, Any]) -> Action:
    """Read a check of the item with the key `given`, as only transactions have it.

    Raises:
        ValidationException: The key or the condition is invalid.
    """
    check_parameters(request, ["ConditionExpression"], [])
    return Action(request, canonical_item(given), *_condition_only(request))


def check_return_values(request: dict[str, Any]) -> None:
    """Check ReturnValues where only the old item can be asked for.

    Raises:
        ValidationException: Something else is.
    """
    if request.get("ReturnValues") not in {None, "NONE", "ALL_OLD"}:
        raise ValidationException("ReturnValues can only be ALL_OLD or NONE")


def sized(item: WireItem) -> int:
    """Give the bytes of an item to put.

    Raises:
        ValidationException: They are too many.
    """
    return checked_size(item_size(item))


def checked_size(size: int) -> int:
    """Check the bytes of an item to put.

    Raises:
        ValidationException: They are too many.
    """
    if size > MAX_ITEM_BYTES:
        raise RequestFault("Item size has exceeded the maximum allowed size", is_bare=True)
    return size


def _condition_only(request: dict[str, Any]) -> tuple[Bindings, Condition | None]:
    bindings = bindings_of(request)
    condition = _condition_of(request, bindings)
    bindings.check_all_used()
    return bindings, condition


def _condition_of(request: dict[str, Any], bindings: Bindings) -> Condition | None:
    text: str | None = request.get("ConditionExpression")
    return expected_of(request) if text is None else bindings.condition(text)


def _check_keys_untouched(key: KeySchema, paths: list[Path]) -> None:
    for name in key.names:
        if any(path.elements[0] == name for path in paths):
            raise ValidationException(
                "One or more parameter values were invalid: "
                f"Cannot update attribute {name}. This attribute is part of the key"
            )
