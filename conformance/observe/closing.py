"""What is used after it was closed, while the rest of a request goes on: files, connections, HTTP clients."""

from __future__ import annotations

import functools
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE, PHASE
from conformance.app.patching import replaced
from conformance.finding import Place
from conformance.observe.sessions import UsedLate, goes_on, role, used_at


@dataclass(frozen=True)
class _Kind:
    """A class whose objects are closed: with what they are used, how they are closed and how that shows.

    `key` is what tells an object from others: its id where nothing can refer to it weakly.
    """

    module: str
    name: str
    what: str
    uses: tuple[str, ...]
    closes: tuple[str, ...]
    is_closed: Callable[[Any], bool]
    key: Callable[[Any], Any] = lambda one: one


_QUERIES = ("execute", "executemany", "fetch", "fetchrow", "fetchval", "prepare", "copy_records_to_table")
_CORE = ("execute", "scalar", "scalars", "exec_driver_sql")
_FILE = ("read", "readline", "readlines", "seek", "write", "writelines", "__iter__")

_KINDS = (
    _Kind("httpx", "AsyncClient", "an HTTP client", ("send",), ("aclose", "__aexit__"), lambda one: one.is_closed),
    _Kind("httpx", "Client", "an HTTP client", ("send",), ("close", "__exit__"), lambda one: one.is_closed),
    _Kind("aiohttp", "ClientSession", "an HTTP client", ("_request",), ("close",), lambda one: one.closed),
    _Kind("sqlalchemy.engine", "Connection", "a connection", _CORE, ("close",), lambda one: one.closed),
    _Kind(
        *("asyncpg.pool", "PoolConnectionProxy", "a connection", _QUERIES, ("_detach",)),
        lambda one: one._con is None,
        key=id,
    ),
    _Kind("asyncpg.connection", "Connection", "a connection", _QUERIES, ("close",), lambda one: one.is_closed()),
    _Kind("psycopg", "AsyncConnection", "a connection", ("execute", "cursor"), ("close",), lambda one: one.closed),
    _Kind("psycopg", "Connection", "a connection", ("execute", "cursor"), ("close",), lambda one: one.closed),
)


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note what they use after their endpoint although it was closed."""
    with ExitStack() as stack:
        stack.enter_context(_watched(tempfile.SpooledTemporaryFile, _UPLOAD, code))
        for kind in _KINDS:
            owner = getattr(sys.modules.get(kind.module), kind.name, None)
            if isinstance(owner, type):
                stack.enter_context(_watched(owner, kind, code))
        yield


# In which exchange, at which line, and whether where FastAPI leaves what it opened for a request.
_Closed = tuple[int, Place | None, bool]
_UNKNOWN: _Closed = (0, None, False)

_UPLOAD = _Kind(
    *("tempfile", "SpooledTemporaryFile", "an uploaded file"), _FILE, ("close", "__exit__"), lambda one: one.closed
)


@contextmanager
def _watched(owner: Any, kind: _Kind, code: UserCode) -> Iterator[None]:
    closed: MutableMapping[Any, _Closed] = {} if kind.key is id else weakref.WeakKeyDictionary()

    def closing(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def close(self: Any, *args: Any, **kwargs: Any) -> Any:
            exchange = EXCHANGE.get()
            if exchange is not None and not _is_closed(kind, self):
                with suppress(TypeError):  # what is not hashable
                    closed[kind.key(self)] = _closing(exchange.number, kind, code)
            return original(self, *args, **kwargs)

        return close

    def using(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def use(self: Any, *args: Any, **kwargs: Any) -> Any:
            exchange = EXCHANGE.get()
            if exchange is not None and goes_on(exchange) and _is_closed(kind, self):
                # What was closed in another request, or by the other end, is another matter.
                number, at, left = closed.get(kind.key(self), _UNKNOWN)
                if number == exchange.number:
                    exchange.used_late.append(UsedLate(kind.what, used_at(code), role(), at, left))
            return original(self, *args, **kwargs)

        return use

    with ExitStack() as stack:
        for name in kind.closes:
            stack.enter_context(replaced(owner, name, closing))
        for name in kind.uses:
            stack.enter_context(replaced(owner, name, using))
        yield


def _closing(number: int, kind: _Kind, code: UserCode) -> _Closed:
    at, phase = used_at(code), PHASE.get()
    return number, at, phase == "exit" or (kind is _UPLOAD and phase == "outside" and at is None)


def _is_closed(kind: _Kind, one: Any) -> bool:
    try:
        return bool(kind.is_closed(one))
    except Exception:
        return False
