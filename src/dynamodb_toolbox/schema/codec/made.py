"""The code that makes a dict of named values: one display as long as all is there, then entry by entry."""

from __future__ import annotations

from dynamodb_toolbox.schema.codec.source import Source


class Made:
    """A dict in the making.

    With `named`, it stands in a variable, and the source knows which variables hold its entries.
    """

    def __init__(self, source: Source, *, named: bool = False) -> None:
        self._source = source
        self._named = named
        self._values: dict[str, str] = {}
        self._entries: list[str] = []
        self._name = ""

    def put(self, name: str, value: str) -> None:
        """Give the dict an entry that is always there."""
        self._values[name] = value
        if self._name:
            self.put_now(name, value)
        else:
            self._entries.append(f"{name!r}: {value}")

    def put_now(self, name: str, value: str) -> None:
        """Give the dict, which is settled, an entry on the way that the code takes here."""
        self._source.line(f"{self._name}[{name!r}] = {value}")

    def settle(self) -> None:
        """Make the dict of what there is so far: what follows may be there or not."""
        if not self._name:
            name = self._source.fresh("made")
            self._source.line(f"{name} = {self._display()}")
            self._name = name

    def whole(self) -> str:
        """Give the expression of the dict."""
        if not self._named:
            return self._name or self._display()
        self.settle()
        self._source.know(self._name, self._values)
        return self._name

    def _display(self) -> str:
        if not self._entries:
            return "{}"
        return "{\n        " + ",\n        ".join(self._entries) + ",\n    }"
