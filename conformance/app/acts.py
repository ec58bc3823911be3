"""What was done to databases for an exchange: statements that write, and the transactions they belong to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Literal

from conformance.app.current import Phase
from conformance.finding import Place

Kind = Literal["write", "commit", "rollback", "returned", "savepoint", "undone", "flush", "flushed"]


@dataclass(frozen=True)
class Act:
    """Something that was done to a database for an exchange.

    `connection` tells connections apart, `name` savepoints, and `session` what is flushed; `at` is the user's line, in
    `code`; `answered` says that the answer was begun.
    """

    kind: Kind
    connection: int = 0
    at: Place | None = None
    code: CodeType | None = None
    phase: Phase = "outside"
    answered: bool = False
    name: str = ""
    session: int = 0


@dataclass(frozen=True)
class Write:
    """A statement that wrote: its number among the acts, and which session flushed it, if one did."""

    number: int
    act: Act
    session: int = 0


class Transactions:
    """Follows acts; `open` are the writes of each connection that are neither committed nor rolled back yet."""

    def __init__(self) -> None:
        self.open: dict[int, list[Write]] = {}
        self._savepoints: dict[tuple[int, str], int] = {}
        self._flushing = 0

    def follow(self, number: int, act: Act) -> list[Write]:
        """Take an act; return the writes it commits."""
        if act.kind in ("flush", "flushed"):
            self._flushing = act.session
        elif act.kind == "write":
            self.open.setdefault(act.connection, []).append(Write(number, act, self._flushing))
        elif act.kind == "savepoint":
            self._savepoints[act.connection, act.name] = len(self.open.get(act.connection, ()))
        elif act.kind == "undone":
            del self.open.get(act.connection, [])[self._savepoints.get((act.connection, act.name), 0) :]
        else:
            writes = self.open.pop(act.connection, [])
            return writes if act.kind == "commit" else []
        return []


def commits(acts: Iterable[Act]) -> Iterator[tuple[int, Act, list[Write]]]:
    """Yield each commit that makes writes last: its number among the acts, itself, and these."""
    transactions = Transactions()
    for number, act in enumerate(acts):
        writes = transactions.follow(number, act)
        if writes:
            yield number, act, writes


def pending(acts: Iterable[Act]) -> list[list[Write]]:
    """Return the writes of each transaction that is still open."""
    transactions = Transactions()
    for number, act in enumerate(acts):
        transactions.follow(number, act)
    return [writes for writes in transactions.open.values() if writes]


Owed = Mapping[int, frozenset[int]]


def owed() -> Owed:
    """Return, for each session of SQLAlchemy's, the objects it has yet to write."""
    module = sys.modules.get("sqlalchemy.orm.session")
    references = module._sessions.valuerefs() if module is not None else ()
    sessions = [session for reference in references if (session := reference()) is not None]
    return {one.hash_key: frozenset(map(id, [*one.new, *one.dirty, *one.deleted])) for one in sessions}
