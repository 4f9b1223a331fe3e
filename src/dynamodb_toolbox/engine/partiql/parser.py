"""The grammar of statements.

Parsing is cached by the text: a program has few statements, and hands over what changes as parameters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from dynamodb_toolbox.engine.partiql.faults import malformed
from dynamodb_toolbox.engine.partiql.lexer import place
from dynamodb_toolbox.engine.partiql.statements import (
    Delete,
    Exists,
    Insert,
    Order,
    Returning,
    Select,
    Statement,
    Update,
)
from dynamodb_toolbox.engine.partiql.update_clause import UpdateClause
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n

_CACHE_SIZE: Final = 1024
_RETURNING: Final[tuple[Returning, ...]] = ("ALL OLD", "ALL NEW", "MODIFIED OLD", "MODIFIED NEW")
_LEFT_OVER: Final = "Unexpected token after expression"
_NO_KEY: Final = "Where clause does not contain a mandatory equality on all key attributes"


@lru_cache(_CACHE_SIZE)
def parse(text: str) -> Statement:
    """Read a statement.

    Raises:
        ValidationException: It breaks the grammar.
    """
    return _Grammar(text).statement()


class _Grammar(UpdateClause):
    def statement(self) -> Statement:
        if self.take_word("SELECT"):
            statement: Statement = self._select()
        elif self.take_word("INSERT"):
            statement = self._insert()
        elif self.take_word("UPDATE"):
            statement = self._update()
        elif self.take_word("FROM"):
            statement = self._update_from()
        elif self.take_word("DELETE"):
            statement = self._delete()
        elif self.take_word("EXISTS"):
            statement = self._exists()
        else:
            raise malformed("Expected data manipulation")
        if self.token.kind != "end":
            raise malformed(_LEFT_OVER)
        return statement

    def _met(self) -> dict[str, Any]:
        return {"names": self.names, "values": self.values, "parameters": self.parameters}

    def _select(self) -> Select:
        paths: tuple[n.Path, ...] = ()
        if not self.take("*"):
            paths = tuple(self.listed(self._projected))
        self.expect_word("FROM")
        table, index = self._source()
        self._refuse_alias()
        where = self._where()
        order = tuple(self.listed(self._ordered)) if self.take_word("ORDER", "BY") else ()
        return Select(table, where, index, paths, order, **self._met())

    def _projected(self) -> n.Path:
        if self.token.kind == "word" and self._opens_call():
            at, length = place(self.text, self.token.start), len(self.token.text)
            raise ValidationException(f"Unexpected path component at {at}:{length}")
        return self.path()

    def _source(self) -> tuple[str, str | None]:
        components = [self.name("a table name")]
        while self.take("."):
            components.append(self.name("an index name"))
        if len(components) > 2:
            raise ValidationException("A path may contain at most 2 components in the FROM clause")
        if "" in components:
            raise ValidationException("Path component cannot be an empty string")
        return components[0], components[1] if len(components) > 1 else None

    def _refuse_alias(self) -> None:
        if self.at_name() and not self.at_word("REMOVE"):
            raise ValidationException("Aliasing is not supported")

    def _ordered(self) -> Order:
        path = self.path()
        descending = self.take_word("DESC")
        if not descending:
            self.take_word("ASC")
        return Order(path, forward=not descending)

    def _where(self) -> n.Condition | None:
        return self.condition() if self.take_word("WHERE") else None

    def _insert(self) -> Insert:
        self.expect_word("INTO")
        table, index = self._source()
        if index is not None:
            raise ValidationException(
                "FROM clause may only contain a single table name in data manipulation statements"
            )
        if self.token.kind != "end" and not self.at_word("VALUE"):
            raise malformed(_LEFT_OVER)
        self.expect_word("VALUE")
        return Insert(table, None, self.literal(), **self._met())

    def _update(self) -> Update:
        table = self._table()
        update = self.update()
        return Update(table, self._key_condition(), update, self._returning(), **self._met())

    def _update_from(self) -> Update:
        """Read the other form of an update, `FROM table WHERE … SET …`."""
        table = self._table()
        where = self._key_condition()
        update = self.update()
        return Update(table, where, update, self._returning(), **self._met())

    def _delete(self) -> Delete:
        self.expect_word("FROM")
        table = self._table()
        where = self._key_condition()
        returning = self._returning()
        if returning not in {None, "ALL OLD"}:
            raise ValidationException(
                f"Invalid returning clause: RETURNING {returning} *. "
                "Only RETURNING ALL OLD * is allowed in DELETE statements."
            )
        return Delete(table, where, returning, **self._met())

    def _table(self) -> str:
        table, index = self._source()
        if index is not None:
            raise ValidationException("This operation is not supported on an index")
        self._refuse_alias()
        return table

    def _key_condition(self) -> n.Condition:
        where = self._where()
        if where is None:
            raise ValidationException(_NO_KEY)
        return where

    def _returning(self) -> Returning | None:
        if not self.take_word("RETURNING"):
            return None
        for returning in _RETURNING:
            if self.take_word(*returning.split()):
                self.expect("*")
                return returning
        raise self.fault("Expected ALL OLD, ALL NEW, MODIFIED OLD or MODIFIED NEW")

    def _exists(self) -> Exists:
        self.expect("(")
        self.expect_word("SELECT")
        select = self._select()
        self.expect(")")
        if select.index is not None or select.order or select.where is None:
            raise ValidationException(_NO_KEY)
        return Exists(select.table, select.where, **self._met())
