"""Connections that were lost while they lay idle in a pool of the app's, as when the database restarts."""

from __future__ import annotations

import functools
import inspect
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from conformance.app.pooling import library

_ENDS = ("_transport", "_writer", "_sock", "_usock")  # where drivers keep their socket that have no fileno()
Run = Callable[[Callable[[], Any]], Any]


class Idle:
    """The connections that lie idle in one pool right now; `count` is how many there are. `run` runs on the loop."""

    def __init__(self, pool: Any, run: Run) -> None:
        self.pool, self._run = pool, run
        self._library = library(pool)
        self._renew()
        self._entries = list(_entries(pool, self._library))
        self.count = len(self._entries)

    def lose(self) -> int:
        """Cut their sockets as a peer does that goes away; return how many, nobody tells the pool."""
        return sum(cut(_connection(entry)) for entry in self._entries)

    def holds(self, use: Any) -> bool:
        """Return whether a connection that was handed out is one of these, as far as can be told."""
        return use.pool is self.pool and (not use.record or use.record in {id(entry) for entry, _ in self._entries})

    def forget(self) -> None:
        """Rid the pool of those it still keeps: what comes next is to find it in order."""
        with suppress(Exception):
            if self._library == "sqlalchemy":
                still = set(map(id, _queue(self.pool)))
                for entry, connection in self._entries:
                    if id(entry) in still and entry.dbapi_connection is connection:
                        self._do(entry.invalidate)
            elif self._library == "psycopg2":
                self._throw_out()
            elif self._library == "psycopg_pool":
                self._do_or_await(self.pool.check)
        self._renew()

    def _renew(self) -> None:
        """Have every entry of SQLAlchemy's connected: one that is not would connect when asked, whatever was lost."""
        for entry in _queue(self.pool) if self._library == "sqlalchemy" else ():
            with suppress(Exception):
                self._do(entry.get_connection)

    def _do(self, call: Callable[[], Any]) -> None:
        if not self.pool._is_asyncio:
            call()
            return
        from sqlalchemy.util import greenlet_spawn

        self._run(functools.partial(greenlet_spawn, call))

    def _do_or_await(self, call: Callable[[], Any]) -> None:
        if inspect.iscoroutinefunction(call):
            self._run(call)
        else:
            call()

    def _throw_out(self) -> None:
        for _, connection in self._entries:
            if connection in self.pool._pool:
                self.pool._pool.remove(connection)
                connection.close()


def _entries(pool: Any, library: str) -> Iterator[tuple[Any, Any]]:
    """Yield what a pool keeps idle, with its connection as the pool knows it."""
    if library == "sqlalchemy":
        yield from ((one, one.dbapi_connection) for one in _queue(pool) if one.dbapi_connection is not None)
    elif library == "asyncpg":
        yield from ((one, one._con) for one in pool._holders if one._con is not None and not one._in_use)
    else:
        yield from ((one, one) for one in list(pool._pool))


def _queue(pool: Any) -> list[Any]:
    queue = pool._pool
    return list(queue.queue if hasattr(queue, "queue") else queue._queue._queue)


def _connection(entry: tuple[Any, Any]) -> Any:
    return getattr(entry[0], "driver_connection", None) or entry[1]


def cut(connection: Any) -> bool:
    """Shut down the socket under a connection of whatever driver; return whether one was found."""
    number = _descriptor(connection)
    if number is None:
        return False
    try:
        with socket.socket(fileno=os.dup(number)) as end:
            end.shutdown(socket.SHUT_RDWR)
    except OSError:
        return False  # it is gone already
    return True


def _descriptor(connection: Any) -> int | None:
    for end in (connection, *(getattr(connection, name, None) for name in _ENDS)):
        told = getattr(end, "get_extra_info", None)
        end = told("socket") if told is not None else end
        with suppress(Exception):
            number = end.fileno()
            if isinstance(number, int) and number >= 0:
                return number
    return None
