"""`EntitySpy` and `TableSpy`: actions watched and answered in tests (spec/actions.md §8.2).

    spy = pokemons.build(EntitySpy)
    spy.on(GetItemCommand).resolve(GetItemResponse({"name": "pikachu"}))
    …
    assert spy.sent(GetItemCommand).args(0) == [{"id": "pikachu"}, {}]
    spy.restore()

A spy is an interceptor: whatever is sent is noted, and answered where the action has a stub; a stubbed action
builds no request and needs no client. Batches and transactions are noted too, and each request in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, ClassVar, Self

from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.several import Several
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.table import Interceptor, Table
from dynamodb_toolbox.values import MISSING

Answer = Callable[..., Any]


class Spy:
    """Watches what is sent of an entity or a table; made, it is in place.

    Attributes:
        before: The interceptor that was there, which goes on seeing what is let through.
    """

    action_name: ClassVar[str] = "spy"

    def __init__(self, target: Interceptable) -> None:
        self._target = target
        self._sent: list[tuple[type[Any], list[Any]]] = []
        self._answers: dict[type[Any], Answer] = {}
        last = getattr(target.interceptor, "__self__", None)  # a new spy takes the place of the last
        self.before: Interceptor | None = last.before if isinstance(last, Spy) else target.interceptor
        target.interceptor = self._intercept

    def on(self, action: type[Any]) -> Stub:
        """Say how actions of a class are to be answered."""
        return Stub(self, action)

    def sent(self, action: type[Any]) -> Sent:
        """Tell which actions of a class were sent, now and later."""
        return Sent(self._sent, action)

    def reset(self) -> Self:
        """Forget what was sent, and all answers."""
        self._sent.clear()
        self._answers.clear()
        return self

    def restore(self) -> None:
        """Let actions through again, unwatched; an interceptor that was there before is there again."""
        if self._target.interceptor == self._intercept:
            self._target.interceptor = self.before

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.restore()

    def answer(self, action: type[Any], answer: Answer) -> Self:
        """Answer actions of a class by what a function gives for their arguments (`MISSING`: let through)."""
        self._answers[action] = answer
        return self

    def _intercept(self, action: Any) -> Any:
        arguments = action.sent_args()
        self._sent.append((type(action), arguments))
        self._sent += self._parts(action)
        answer = self._answers.get(type(action))
        answered = MISSING if answer is None else answer(*arguments)
        return self.before(action) if answered is MISSING and self.before is not None else answered

    def _parts(self, action: Any) -> Iterator[tuple[type[Any], list[Any]]]:
        """Give the requests of a batch or transaction that are of the entity or table watched."""
        if isinstance(action, Several):
            mine = (r for r in action.requests if self._target in (r.entity, r.table))
            yield from ((type(request), request.sent_args()) for request in mine)


class EntitySpy(Spy):
    """Watches the actions of an entity: `entity.build(EntitySpy)`."""

    def __init__(self, entity: Entity[Any, Any]) -> None:
        super().__init__(entity)


class TableSpy(Spy):
    """Watches the actions of a table: `table.build(TableSpy)`."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)


class Stub:
    """How actions of one class are answered."""

    def __init__(self, spy: Spy, action: type[Any]) -> None:
        self._spy = spy
        self._action = action

    def resolve(self, response: Any) -> Spy:
        """Answer with a response, each time."""
        return self._spy.answer(self._action, lambda *_: response)

    def reject(self, error: BaseException | str = "Rejected by a spy") -> Spy:
        """Raise an error, each time; of a text, a `RuntimeError` is made."""
        raised = RuntimeError(error) if isinstance(error, str) else error

        def answer(*_: Any) -> Any:
            raise raised

        return self._spy.answer(self._action, answer)

    def mock(self, answer: Answer) -> Spy:
        """Answer with what a function, sync or async, gives for the arguments; `MISSING` lets through."""
        return self._spy.answer(self._action, answer)


class Sent:
    """What was sent of one class of actions: a view that goes with the spy."""

    def __init__(self, sent: Sequence[tuple[type[Any], list[Any]]], action: type[Any]) -> None:
        self._sent = sent
        self._action = action

    def count(self) -> int:
        """How many were sent."""
        return len(self.all_args())

    def args(self, index: int) -> list[Any] | None:
        """Give the arguments of one, counted from 0; `None` where fewer were sent."""
        every = self.all_args()
        return every[index] if 0 <= index < len(every) else None

    def all_args(self) -> list[list[Any]]:
        """Give the arguments of all, in order."""
        return [arguments for action, arguments in self._sent if action is self._action]
