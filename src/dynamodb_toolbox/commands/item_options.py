"""The options of the commands of one item, as keywords: for type checkers, and loaded by none of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypedDict, TypeVar

if TYPE_CHECKING:
    from dynamodb_toolbox.commands.options import Wanted
    from dynamodb_toolbox.models.paths.conditions import PathCondition
    from dynamodb_toolbox.schema.conditions import Condition

I = TypeVar("I")  # noqa: E741  # the items that the options are about


class GetItemOptions(TypedDict, Generic[I], total=False):
    """The options of GetItem.

    `consistent`: read what was written last; `attributes`: only these paths; `capacity`: report the
    consumed capacity; `table_name`: another table of the same shape.
    """

    consistent: bool
    attributes: Sequence[Wanted[I]]
    capacity: str
    table_name: str


class WriteOptions(TypedDict, Generic[I], total=False):
    """The options of the commands that write one item.

    `condition`: write only if the stored item satisfies it; `return_values`: `NONE` or `ALL_OLD`, for
    updates also `UPDATED_OLD`, `ALL_NEW` and `UPDATED_NEW`; `return_values_on_condition_false`: `NONE` or
    `ALL_OLD`, for the item that failed the condition; `capacity` (`NONE`, `TOTAL`, `INDEXES`) and `metrics`
    (`NONE`, `SIZE`): report them; `table_name`: another table of the same shape.
    """

    condition: Condition | PathCondition[I]
    return_values: str
    return_values_on_condition_false: str
    capacity: str
    metrics: str
    table_name: str


class TransactionOptions(TypedDict, Generic[I], total=False):
    """The options of a write within a transaction.

    `condition`: the transaction goes through only if the stored item satisfies it;
    `return_values_on_condition_false`: `NONE` or `ALL_OLD`, for the item that failed it; `table_name`:
    another table of the same shape.
    """

    condition: Condition | PathCondition[I]
    return_values_on_condition_false: str
    table_name: str


class UpdateItemOptions(WriteOptions[I], total=False):
    """The options of updates: those of writes, and `create_parents`.

    With `create_parents=True`, where the update is refused because a map that it goes into is not stored, the
    map is made first, empty, under the same condition, and the update is sent again.
    """

    create_parents: bool
