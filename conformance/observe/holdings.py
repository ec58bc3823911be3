"""What is taken while a request is served and has to be given back: connections of pools, sockets, and queues."""

from __future__ import annotations

import asyncio
import functools
import inspect
import queue
import sys
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE, FLOW
from conformance.app.patching import Listener, listening, replaced
from conformance.app.pooling import capacity
from conformance.finding import Place
from conformance.observe.sql import asked_at
from conformance.observe.tasks import Kind, Started


class Taken:
    """Something taken, until it is given back; of a connection, `source` is the pool it is of.

    `beside` is what the exchange held of that pool already, and `lingers` whether its dependencies were left too late
    to have given that back; `give_back` gives it back where a collector would not.
    """

    def __init__(
        self,
        gone: Callable[[], bool] = lambda: False,
        source: int = 0,
        give_back: Callable[[], Any] = lambda: None,
    ) -> None:
        self.give_back = give_back
        self.back = False
        self.source = source
        self.beside: Started | None = None
        self.flow = FLOW.get()
        exchange = EXCHANGE.get()
        self.lingers = exchange is not None and exchange.lingers
        self._gone = gone

    def waits_for(self, flow: tuple[tuple[int, bool], ...]) -> bool:
        """Return whether what took it waits for what runs in `flow`: the same task, or one it made and waits for."""
        mine = len(self.flow)
        return flow[:mine] == self.flow and all(joined for _, joined in flow[mine:])

    def done(self) -> bool:
        return self.back or self._gone()


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note what they take."""
    with ExitStack() as stack:
        stack.enter_context(replaced(asyncio.BaseEventLoop, "create_connection", lambda o: _connecting(o, code)))
        for kind in (asyncio.Queue, queue.Queue):
            stack.enter_context(replaced(kind, "__init__", lambda o: _queueing(o, code)))
        if "sqlalchemy" in sys.modules:
            stack.enter_context(_pools(code))
        for owner, name, is_out, release in _drivers():
            stack.enter_context(replaced(owner, name, functools.partial(_taking, code, is_out, release)))
        yield


def _note(kind: Kind, name: str, at: Place | None, taken: Taken) -> None:
    exchange = EXCHANGE.get()
    if exchange is not None:
        exchange.started.append(Started(kind, name, at, ref=lambda: taken))


def _is_of(one: Started, taken: Taken) -> bool:
    """Return whether something is a connection of the same pool that is held until after `taken`."""
    if one.kind != "connection" or not one.alive:
        return False
    held = one.ref()
    return bool(held.source == taken.source and held.waits_for(taken.flow))


def _held_beside(taken: Taken) -> Started | None:
    exchange = EXCHANGE.get()
    return next((one for one in exchange.started if _is_of(one, taken)), None) if exchange is not None else None


def _connecting(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    async def create_connection(*args: Any, **kwargs: Any) -> Any:
        at = code.calling(sys._getframe(1))
        transport, protocol = await original(*args, **kwargs)
        reference = weakref.ref(transport)
        _note("socket", "a connection", at, Taken(lambda: _is_closed(reference())))
        return transport, protocol

    return create_connection


def _is_closed(transport: Any) -> bool:
    return transport is None or transport.is_closing()


def _queueing(original: Callable[..., None], code: UserCode) -> Callable[..., None]:
    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        frame = sys._getframe(1)
        if code.owns(frame.f_code.co_filename):
            reference = weakref.ref(self)
            at = Place(frame.f_code.co_filename, frame.f_lineno)
            _note("queue", "a queue", at, Taken(lambda: reference() is None))

    return init


@contextmanager
def _pools(code: UserCode) -> Iterator[None]:
    """Watch the connections that SQLAlchemy's pools give out, each named by the line that made its session."""
    from sqlalchemy.orm import Session
    from sqlalchemy.pool import Pool, StaticPool

    out: weakref.WeakKeyDictionary[Any, Started] = weakref.WeakKeyDictionary()
    sessions: weakref.WeakKeyDictionary[Any, Place] = weakref.WeakKeyDictionary()

    def checkout(connection: Any, record: Any, fairy: Any) -> None:
        exchange, pool = EXCHANGE.get(), getattr(fairy, "_pool", None)
        if exchange is not None and not isinstance(pool, StaticPool):  # it gives its only one to all who ask
            taken = Taken(source=id(pool))
            if capacity(pool) is not None:
                taken.beside = _held_beside(taken)
            out[record] = Started("connection", "a database connection", asked_at(code), ref=lambda: taken)
            exchange.started.append(out[record])

    def given_back(connection: Any, record: Any, *_: Any) -> None:
        if record in out:
            out.pop(record).ref().back = True

    def begun(session: Any, transaction: Any, connection: Any) -> None:
        record = getattr(getattr(connection, "connection", None), "_connection_record", None)
        if record in out and session in sessions:
            out[record].at = sessions[session]

    def made(original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def init(self: Any, *args: Any, **kwargs: Any) -> None:
            original(self, *args, **kwargs)
            at = code.calling(sys._getframe(1)) if EXCHANGE.get() is not None else None
            if at is not None:
                sessions[self] = at

        return init

    listeners: list[Listener] = [
        (Pool, "checkout", checkout),
        (Pool, "checkin", given_back),
        (Pool, "invalidate", given_back),
        (Session, "after_begin", begun),
    ]
    with listening(*listeners), replaced(Session, "__init__", made):
        yield


# pools of drivers


def _drivers() -> Iterator[tuple[Any, str, Callable[[Any, Any], bool], str]]:
    """Yield the pools of drivers that are in use: what takes, whether a connection is out, and what gives it back."""
    if "asyncpg.pool" in sys.modules:
        yield (
            sys.modules["asyncpg.pool"].Pool,
            "_acquire",
            lambda _, one: getattr(one, "_con", None) is not None,
            "release",
        )
    for name in ("ConnectionPool", "AsyncConnectionPool") if "psycopg_pool" in sys.modules else ():
        owner = getattr(sys.modules["psycopg_pool"], name)
        yield owner, "getconn", lambda _, one: getattr(one, "_pool", None) is not None, "putconn"
    module = sys.modules.get("psycopg2.pool")
    if module is not None:
        yield module.SimpleConnectionPool, "getconn", _is_used, "putconn"
        yield module.AbstractConnectionPool, "_getconn", _is_used, "putconn"


def _is_used(pool: Any, connection: Any) -> bool:
    return id(connection) in pool._rused


def _taking(code: UserCode, is_out: Callable[[Any, Any], bool], release: str, original: Callable[..., Any]) -> Any:
    """Return `original`, which takes a connection from its pool, noting what it takes and by which line."""

    def note(pool: Any, connection: Any, at: Place | None) -> Any:
        if EXCHANGE.get() is not None:
            give_back = functools.partial(getattr(pool, release), connection)
            taken = Taken(lambda: not is_out(pool, connection), id(pool), give_back)
            taken.beside = _held_beside(taken)
            _note("connection", "a database connection", at, taken)
        return connection

    @functools.wraps(original)
    async def take_soon(self: Any, *args: Any, **kwargs: Any) -> Any:
        at = code.calling(sys._getframe(1))
        return note(self, await original(self, *args, **kwargs), at)

    @functools.wraps(original)
    def take(self: Any, *args: Any, **kwargs: Any) -> Any:
        return note(self, original(self, *args, **kwargs), code.calling(sys._getframe(1)))

    return take_soon if inspect.iscoroutinefunction(original) else take
