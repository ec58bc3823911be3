"""The text of SQL statements, whichever driver is given them; what is bound to them is not part of it.

SQLAlchemy tells by itself (see `sql`). Other drivers are asked where they take a statement: `hear` of a fault is told.
"""

from __future__ import annotations

import functools
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced

_TAKING = {
    "aiosqlite": (("Connection", "Cursor"), ("execute", "executemany", "executescript", "execute_fetchall")),
    "asyncpg": (("Connection",), ("execute", "_execute", "_executemany", "_prepare")),
    "psycopg": (("Cursor", "AsyncCursor"), ("execute", "executemany", "stream")),
    "pymysql.cursors": (("Cursor",), ("execute", "executemany")),
    "aiomysql.cursors": (("Cursor",), ("execute", "executemany")),
    "mysql.connector.cursor": (("MySQLCursor",), ("execute", "executemany")),
}


@contextmanager
def observed() -> Iterator[None]:
    """While entered, the faults of exchanges hear the statements given to the drivers that are imported."""
    with ExitStack() as stack:
        for name, (classes, methods) in _TAKING.items():
            for owner in [getattr(sys.modules.get(name), one, None) for one in classes]:
                for method in methods if owner is not None else ():
                    stack.enter_context(replaced(owner, method, _told))
        yield


@contextmanager
def recorded() -> Iterator[None]:
    """While entered, connections of `sqlite3` are made that tell of their statements: its classes are compiled."""
    with replaced(sqlite3, "connect", _connecting):
        yield


def _told(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def take(self: Any, statement: Any, *args: Any, **kwargs: Any) -> Any:
        _tell(statement)
        return original(self, statement, *args, **kwargs)

    return take


def _tell(statement: Any) -> None:
    hear = getattr(getattr(EXCHANGE.get(), "fault", None), "hear", None)
    if hear is not None:
        hear(_text(statement))


def _text(statement: Any) -> str:
    """Return the text of a statement: drivers take bytes as well, and what is composed of parts."""
    if isinstance(statement, bytes | bytearray):
        return statement.decode("utf-8", "replace")
    written = getattr(statement, "as_string", None)
    return str(written(None)) if written is not None else str(statement)


class Cursor(sqlite3.Cursor):
    """A cursor that tells of its statements."""

    __slots__ = ()

    execute = _told(sqlite3.Cursor.execute)
    executemany = _told(sqlite3.Cursor.executemany)
    executescript = _told(sqlite3.Cursor.executescript)


class Connection(sqlite3.Connection):
    """A connection that tells of its statements."""

    __slots__ = ()

    execute = _told(sqlite3.Connection.execute)
    executemany = _told(sqlite3.Connection.executemany)
    executescript = _told(sqlite3.Connection.executescript)

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)


def _connecting(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def connect(*args: Any, **kwargs: Any) -> Any:
        return original(*args, **(kwargs if len(args) > _FACTORY else {"factory": Connection} | kwargs))

    return connect


_FACTORY = 5  # the place of `factory` among the arguments of `sqlite3.connect`
