"""Python source that is being written, and made into a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, Final

_NUMBERS: Final = count(1)


class Deviation(Exception):
    """Compiled code met what it does not handle, or what is wrong: the walk over the schema decides."""


class Source:
    """Lines of Python, the constants that they name, and fresh names for variables."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {"Deviation": Deviation}
        self._named: dict[int, str] = {}
        self._known: dict[str, str] = {}
        self._numbers = count()
        self._depth = 1

    def line(self, text: str) -> None:
        """Add a line at the current indentation."""
        self.lines.append("    " * self._depth + text)

    def block(self, head: str) -> Source:
        """Add a line that opens a block: what follows, in a `with`, is indented."""
        self.line(head)
        return self

    def __enter__(self) -> None:
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1

    def deviate_if(self, test: str) -> None:
        """Leave the value to the walk where `test` holds."""
        with self.block(f"if {test}:"):
            self.line("raise Deviation")

    def fresh(self, prefix: str = "v") -> str:
        """Give a name that no variable has."""
        return f"{prefix}{next(self._numbers)}"

    def variable(self, expression: str) -> str:
        """Give the name of a variable that holds an expression."""
        if expression.isidentifier():
            return expression
        name = self.fresh()
        self.line(f"{name} = {expression}")
        return name

    def know(self, container: str, entries: Mapping[str, str]) -> None:
        """Note the variables that hold entries of a dict, which stands in a variable itself."""
        for name, value in entries.items():
            if value.isidentifier():
                self._known[f"{container}[{name!r}]"] = value

    def entry(self, container: str, name: str) -> str:
        """Give the expression of an entry of a dict: the variable that holds it, where there is one."""
        expression = f"{container}[{name!r}]"
        return self._known.get(expression, expression)

    def constant(self, value: Any, prefix: str = "k") -> str:
        """Give the name by which the code reaches a value; the same value has one name."""
        name = self._named.get(id(value))
        if name is None:
            name = self._named[id(value)] = self.fresh(prefix)
            self.constants[name] = value
        return name

    def function(self, head: str, title: str) -> Callable[..., Any]:
        """Compile the lines as the body of a function whose head is such as `read(item)`.

        The text is where tracebacks and debuggers ask for source, as long as the function lives.
        """
        text = "\n".join([f"def {head}:", *self.lines, ""])
        named = {"__name__": title, "__loader__": _Loader(text)}  # `linecache` asks it (PEP 302)
        made: dict[str, Any] = {**self.constants, **named}
        exec(compile(text, f"{title} #{next(_NUMBERS)}", "exec"), made)  # noqa: S102  # our own text
        function: Callable[..., Any] = made[head.partition("(")[0]]
        return function


class _Loader:
    """Gives the source of a function."""

    def __init__(self, text: str) -> None:
        self._text = text

    def get_source(self, _: str) -> str:
        """Give it, whatever the name of the module."""
        return self._text
