"""Pages and items one after the other, and what is asked of them: the first, the one, how many.

What comes next is decided in one place, without waiting; `for` and `async for` ask for it alike.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import chain, repeat
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.errors import DynamoDBToolboxError, NoItemError, SeveralItemsError

I = TypeVar("I")  # noqa: E741  # the items given back

_GROWTH: Final = 10
_LARGEST_LIMIT: Final = 1_000


class Page(Protocol[I]):
    """A command that reads one page, and can give the one for the next."""

    def send(self) -> ReadResponse[I]:
        """Read the page."""
        ...

    async def send_async(self) -> ReadResponse[I]:
        """Read the page without blocking the event loop."""
        ...

    def after(self, key: Mapping[str, Any], limit: int | None) -> Page[I]:
        """Give the command for the page after a key."""
        ...


class Pages(Generic[I]):
    """The pages of a query or scan, each fetched when it is asked for: by `for`, or by `async for`.

    Where fetching one fails, the next turn tries it again.
    """

    def __init__(self, first: Page[I], limits: Iterator[int | None], most: float) -> None:
        self._next: Page[I] | None = first
        self._limits = limits  # of the pages after the first
        self._left = most

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> ReadResponse[I]:
        if self._next is None:
            raise StopIteration
        return self._turned(self._next, self._next.send())

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ReadResponse[I]:
        if self._next is None:
            raise StopAsyncIteration
        return self._turned(self._next, await self._next.send_async())

    def _turned(self, page: Page[I], response: ReadResponse[I]) -> ReadResponse[I]:
        """Note which page comes after a response."""
        self._left -= 1
        key = response.last_evaluated_key
        self._next = page.after(key, next(self._limits)) if key is not None and self._left else None
        return response


class Paged(Sendable[ReadResponse[I]]):
    """A command whose answer comes in pages: `for item in query`, `async for item in query`."""

    _options: Mapping[str, Any]

    @abstractmethod
    def _pages(self, options: Mapping[str, Any], limits: Iterator[int | None] | None = None) -> Pages[I]:
        """Give the pages under these options, with limits of their own."""

    @abstractmethod
    def counting(self) -> Self:
        """Give the command that counts instead of reading."""

    def pages(self) -> Pages[I]:
        """Give the responses page by page, for `for` or `async for`; each is fetched when it is asked for.

        `limit` is the size of a page, before filters; `max_pages` their number (all, unless given).

        Raises:
            DynamoDBToolboxError: Where an option is wrong; the rest as `send` does, at the page concerned.
        """
        return self._pages(self._options)

    def __iter__(self) -> Iterator[I]:
        """Give item after item; the next page is fetched when the items of the last are used up."""
        pages = self._pages(self._giving_items())
        return (item for page in pages for item in page.items)

    def __aiter__(self) -> AsyncIterator[I]:
        """Do as `__iter__`, without blocking the event loop."""
        pages = self._pages(self._giving_items())
        return (item async for page in pages for item in page.items)

    def first(self) -> I | None:
        """Give the first item, or `None`.

        Unless `limit` or `max_pages` is given, pages grow (1, 10, 100, 1000 items, then whole ones): nothing
        more than the item is read where the first one passes the filter, and few pages where many do not.
        """
        return next((item for page in self._at_least(1) for item in page.items), None)

    async def first_async(self) -> I | None:
        """Do as `first`, without blocking the event loop."""
        async for page in self._at_least(1):
            if page.items:
                return page.items[0]
        return None

    def one(self) -> I:
        """Give the only item. Reads on until a second one is found, in pages as those of `first`.

        Raises:
            NoItemError: There is none.
            SeveralItemsError: There are several.
        """
        found: list[I] = []
        for page in self._at_least(2):
            found += page.items
            if len(found) > 1:
                break
        return self._only(found)

    async def one_async(self) -> I:
        """Do as `one`, without blocking the event loop."""
        found: list[I] = []
        async for page in self._at_least(2):
            found += page.items
            if len(found) > 1:
                break
        return self._only(found)

    def count(self) -> int:
        """Count what passes the filter, on all pages (or `max_pages`); items are read, but not transferred.

        It is the service that counts: items of other entities count, where its filter cannot tell them.
        """
        return sum(page.count for page in self.counting().pages())

    async def count_async(self) -> int:
        """Do as `count`, without blocking the event loop."""
        return sum([page.count async for page in self.counting().pages()])

    def _at_least(self, wanted: int) -> Pages[I]:
        """Give pages as large as it takes for so many items."""
        options = self._giving_items()
        bounded = options.get("limit") is not None or options.get("max_pages") is not None
        return self._pages(options, None if bounded else growing(wanted))

    def _giving_items(self) -> Mapping[str, Any]:
        if self._options.get("select") == "COUNT":
            raise DynamoDBToolboxError(
                "options.invalidSelectOption",
                'With `select="COUNT"` there are no items to give: ask for `count()`, or select otherwise.',
                payload={"select": "COUNT"},
            )
        return self._options

    def _only(self, found: list[I]) -> I:
        name = type(self).__name__
        if not found:
            raise NoItemError("actions.noItem", f"{name} found no item, where exactly one was expected.")
        if len(found) > 1:
            message = f"{name} found several items, where exactly one was expected: {found[:2]!r}."
            raise SeveralItemsError("actions.severalItems", message, payload={"items": found[:2]})
        return found[0]


def growing(wanted: int) -> Iterator[int | None]:
    """Give the limits of page after page, for so many items: that many, ten times as many, …, no limit."""
    limits = [wanted]
    while limits[-1] < _LARGEST_LIMIT:
        limits.append(limits[-1] * _GROWTH)
    return chain(limits, repeat(None))
