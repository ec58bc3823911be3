"""An exchange that is followed to its end: what its dependencies run when they are left, and what is committed."""

from __future__ import annotations

import opcode
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from conformance.app.acts import Owed, owed, pending
from conformance.app.current import EXCHANGE, PHASE
from conformance.app.protected import closing_lines, giving_lines, opening_lines
from conformance.app.seams import NoFault
from conformance.faults.endpoint import After, Before
from conformance.faults.inside import Traced

_NOTHING = opcode.opmap["NOP"]


class Followed(NoFault):
    """Breaks nothing, and follows how dependencies are left."""

    follows_exits = True


class FailsBefore(Before):
    """Raises in place of the endpoint, and follows how dependencies are left."""

    follows_exits = True


class Settling(NoFault):
    """Breaks nothing, and looks which sessions have something to write when the endpoint is done.

    `acts` is how much had been done to databases by then, None when the endpoint was not done.
    """

    acts: int | None = None
    owing: frozenset[int] = frozenset()
    _before: Owed | None = None

    def before_endpoint(self) -> None:
        self._before = owed()

    def after_endpoint(self) -> None:
        before = self._before or {}
        self.owing = frozenset(one for one, due in owed().items() if due - before.get(one, frozenset()))
        self.acts = len(_acts())
        super().after_endpoint()


class FailsAfter(Settling, After):
    """Raises once the endpoint did its work, and follows how dependencies are left."""

    follows_exits = True


class FailsInside(Traced):
    """Raises where the endpoint comes to a line of the user's after it has written in one transaction.

    `acts` is how much had been done to databases by then, None when it did not strike.
    """

    acts: int | None = None
    owing: frozenset[int] = frozenset()

    def __init__(self, owns: Callable[[str], bool], error: BaseException) -> None:
        super().__init__(self._call)
        self._owns, self.error = owns, error

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        inside = self.acts is None and self._owns(frame.f_code.co_filename) and PHASE.get() == "endpoint"
        return self._line if inside else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line" and self.acts is None and self._is_due(frame):
            self.acts = len(_acts())
            raise self.error
        return self._line

    def _is_due(self, frame: FrameType) -> bool:
        """Return whether one transaction is open, and the line is none that is to run after a failure, too."""
        acts = _acts()
        if not acts or not _may_fail(frame):
            return False
        return len(pending(acts)) == 1


class FailsHolding(Traced):
    """Raises where an endpoint comes to a line of its own while the exchange holds a connection it did not before."""

    def __init__(self, code: CodeType | None, error: BaseException) -> None:
        super().__init__(self._call)
        self._code, self.error, self.struck = code, error, False
        self._held: list[Any] = []

    def before_endpoint(self) -> None:
        self._held = _held()

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self._line if frame.f_code is self._code and not self.struck else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line" and not self.struck and self._is_due(frame):
            self.struck = True
            raise self.error
        return self._line

    def _is_due(self, frame: FrameType) -> bool:
        """Return whether it holds one, and not at a line that only leads up to what gives it back, or does so."""
        code = frame.f_code
        if not _may_fail(frame) or frame.f_lineno in opening_lines(code) | giving_lines(code):
            return False
        return any(one not in self._held for one in _held())


def _may_fail(frame: FrameType) -> bool:
    """Return whether what a frame comes to is of the block around, and does something."""
    code = frame.f_code
    return code.co_code[frame.f_lasti] != _NOTHING and frame.f_lineno not in closing_lines(code)


def _held() -> list[Any]:
    exchange = EXCHANGE.get()
    return [one for one in exchange.started if one.kind == "connection" and one.alive] if exchange is not None else []


def _acts() -> list[Any]:
    exchange = EXCHANGE.get()
    return exchange.acts if exchange is not None else []


class CommitFails(Settling):
    """Fails every commit that comes when the answer was begun; `struck` says whether there was one."""

    def __init__(self) -> None:
        self.struck = False

    def fail_commit(self, connection: Any) -> None:
        from sqlalchemy.exc import OperationalError

        exchange = EXCHANGE.get()
        if exchange is not None and exchange.status is not None:
            self.struck = True
            connection.engine.dialect.do_rollback(connection.connection)  # as the database does that refuses
            raise OperationalError("COMMIT", {}, Exception("the database refused to commit"))
