"""Statements the app sends to a database through SQLAlchemy, sync or async, whatever engine made when."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.finding import Place


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note that they touched a database; the fault "database" is let in there."""
    if "sqlalchemy" not in sys.modules:
        yield
        return
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from sqlalchemy.pool import Pool

    def execute(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        exchange = EXCHANGE.get()
        if exchange is not None:
            if "database" not in exchange.touched:
                exchange.touched["database"] = asked_at(code)
            fail = getattr(exchange.fault, "fail_database", None)
            if fail is not None:
                fail(connection, statement, parameters)

    event.listen(Engine, "before_cursor_execute", execute)
    try:
        with replaced(Pool, "connect", _asking):
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", execute)


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
    at = code.calling(sys._getframe(1))
    greenlet = sys.modules.get("greenlet")
    if at is not None or greenlet is None:
        return at
    parent = greenlet.getcurrent().parent
    return code.calling(parent.gr_frame) if parent is not None else None
