"""What the app does to a database through SQLAlchemy, sync or async, whatever engine made when."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from conformance.app.acts import Act, Kind
from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE, FLOW, LEAVING, PHASE
from conformance.app.patching import Listener, listening, replaced
from conformance.finding import Place

_WRITES = re.compile(
    r"\s*(?:insert|update|delete|replace|merge)\b|\s*with\b.*\b(?:insert|update|delete)\b", re.I | re.S
)


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note what they do to a database; the fault "database" is let in there."""
    if "sqlalchemy" not in sys.modules:
        yield
        return
    from sqlalchemy.engine import Engine
    from sqlalchemy.orm import Session
    from sqlalchemy.pool import Pool

    def execute(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        exchange = EXCHANGE.get()
        if exchange is not None:
            if "database" not in exchange.touched:
                exchange.touched["database"] = asked_at(code)
            fail = getattr(exchange.fault, "fail_database", None)
            if fail is not None:
                fail(connection, statement, parameters)

    def executed(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if _WRITES.match(statement) and not _commits_itself(connection):
            _note("write", connection, code)

    def committing(connection: Any) -> None:
        _note("commit", connection, code)
        fail = getattr(getattr(EXCHANGE.get(), "fault", None), "fail_commit", None)
        if fail is not None:
            fail(connection)

    def rolled_back(connection: Any) -> None:
        _note("rollback", connection, code)

    def returned(connection: Any, record: Any) -> None:
        _note_act(Act("returned", id(connection)))

    def savepoint(connection: Any, name: str) -> None:
        _note_act(Act("savepoint", _number(connection), name=name))

    def undone(connection: Any, name: str, context: Any) -> None:
        _note_act(Act("undone", _number(connection), name=name))

    def flushing(session: Any, *_: Any) -> None:
        _note_act(Act("flush", session=session.hash_key))

    def flushed(session: Any, *_: Any) -> None:
        _note_act(Act("flushed"))

    listeners: list[Listener] = [
        (Engine, "before_cursor_execute", execute),
        (Engine, "after_cursor_execute", executed),
        (Engine, "commit", committing),
        (Engine, "rollback", rolled_back),
        (Engine, "savepoint", savepoint),
        (Engine, "rollback_savepoint", undone),
        (Session, "before_flush", flushing),
        (Session, "after_flush", flushed),
        (Pool, "checkin", returned),
    ]
    with listening(*listeners), replaced(Pool, "connect", _asking):
        yield


def _note(kind: Kind, connection: Any, code: UserCode) -> None:
    exchange = EXCHANGE.get()
    if exchange is None or _is_beside():
        return
    frame = _asking_frame(code)
    at = Place(frame.f_code.co_filename, frame.f_lineno) if frame is not None else LEAVING.get()
    by = frame.f_code if frame is not None else None
    exchange.acts.append(Act(kind, _number(connection), at, by, PHASE.get(), exchange.status is not None))


def _note_act(act: Act) -> None:
    exchange = EXCHANGE.get()
    if exchange is not None and not _is_beside():
        exchange.acts.append(act)


def _is_beside() -> bool:
    """Return whether this is a task that the request started and does not wait for."""
    return any(not joined for _, joined in FLOW.get())


def _commits_itself(connection: Any) -> bool:
    """Return whether each statement is a transaction of its own."""
    asked = getattr(connection, "_is_autocommit_isolation", None)
    return asked is not None and bool(asked())


def _number(connection: Any) -> int:
    try:
        return id(connection.connection.dbapi_connection)
    except Exception:
        return 0  # it is closed


def _asking(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def connect(self: Any) -> Any:
        await_connection = getattr(getattr(EXCHANGE.get(), "fault", None), "await_connection", None)
        if await_connection is not None:
            await_connection()
        return original(self)

    return connect


def asked_at(code: UserCode) -> Place | None:
    """Return the user's line that executes: on this stack, or on that of the coroutine that awaits this greenlet."""
    frame = _asking_frame(code)
    return Place(frame.f_code.co_filename, frame.f_lineno) if frame is not None else None


def _asking_frame(code: UserCode) -> FrameType | None:
    found = _own(sys._getframe(1), code)
    greenlet = sys.modules.get("greenlet")
    if found is not None or greenlet is None:
        return found
    parent = greenlet.getcurrent().parent
    return _own(parent.gr_frame, code) if parent is not None else None


def _own(frame: FrameType | None, code: UserCode) -> FrameType | None:
    while frame is not None and not code.owns(frame.f_code.co_filename):
        frame = frame.f_back
    return frame
