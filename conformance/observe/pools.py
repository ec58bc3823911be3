"""Pools of connections: where the app made them, for which exchange, and which exchange takes a connection out."""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from types import FrameType, ModuleType
from typing import Any, Literal
from weakref import WeakKeyDictionary

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.finding import Place
from conformance.observe.sql import asked_at

State = Literal["waiting", "held", "back", "failed"]
Patch = Callable[[ExitStack, "Pools", ModuleType], None]


@dataclass(eq=False)
class Use:
    """A connection that an exchange asked `pool` for, at the user's line `at` and in `thread`.

    `record` is the identity of SQLAlchemy's entry in the pool for it.
    """

    pool: Any
    at: Place | None
    thread: int
    state: State = "waiting"
    record: int = 0


@dataclass(frozen=True)
class Constructed:
    """A pool that was made for an exchange: what keeps it, to a reader, and the user's line."""

    kind: str
    at: Place | None


class Pools:
    """What is known of the app's pools."""

    def __init__(self, code: Callable[[], UserCode]) -> None:
        self._code = code
        self._stacks: WeakKeyDictionary[Any, list[Place]] = WeakKeyDictionary()
        self._out: WeakKeyDictionary[Any, Use] = WeakKeyDictionary()

    def made_at(self, pool: Any) -> Place | None:
        """Return the line of the user's that made a pool."""
        try:
            stack = self._stacks.get(pool, [])
        except TypeError:
            return None  # asyncpg's pools cannot be referred to weakly
        return next((at for at in stack if self._code().owns(at.path)), None)

    def made(self, kind: str, pool: Any, frame: FrameType) -> None:
        """Note a pool; one that takes the place of another is as if made where that was."""
        exchange = EXCHANGE.get()
        if exchange is not None:
            exchange.constructed.append(Constructed(kind, asked_at(self._code())))
        before = _replacing(frame)
        known = self._stacks.get(before, []) if before is not None else []
        with suppress(TypeError):
            self._stacks.setdefault(pool, known or list(_stack(frame)))

    def asked(self, pool: Any) -> Use | None:
        """Note that the current exchange asks a pool for a connection."""
        exchange = EXCHANGE.get()
        if exchange is None:
            return None
        use = Use(pool, asked_at(self._code()), threading.get_ident())
        exchange.pools.append(use)
        return use

    def taken(self, use: Use, record: Any) -> None:
        """Note that a connection was handed out."""
        use.state = "held"
        if record is not None:
            use.record = id(record)
            self._out[record] = use

    def returned(self, record: Any) -> None:
        """Note that a connection is given back."""
        use = self._out.pop(record, None)
        if use is not None:
            use.state = "back"


def _stack(frame: FrameType | None) -> Iterator[Place]:
    while frame is not None:
        yield Place(frame.f_code.co_filename, frame.f_lineno)
        frame = frame.f_back


def _replacing(frame: FrameType | None) -> Any:
    """Return the pool that SQLAlchemy makes another like, as when an engine is disposed of."""
    while frame is not None and frame.f_globals.get("__name__", "").startswith("sqlalchemy.pool"):
        if frame.f_code.co_name == "recreate":
            return frame.f_locals.get("self")
        frame = frame.f_back
    return None


@contextmanager
def observed(pools: Pools) -> Iterator[None]:
    """While entered, pools are noted when made, and exchanges note those they use, whenever a library is imported."""
    with ExitStack() as stack:
        patches = {name: functools.partial(patch, stack, pools) for name, patch in _PATCHES.items()}
        importing = _Importing({name: patch for name, patch in patches.items() if name not in sys.modules})
        for name in set(patches) & set(sys.modules):
            patches[name](sys.modules[name])
        sys.meta_path.insert(0, importing)
        try:
            yield
        finally:
            sys.meta_path.remove(importing)


def _sqlalchemy_made(stack: ExitStack, pools: Pools, module: ModuleType) -> None:
    # Its constructors are not to be replaced, because `create_engine` reads their signatures; each asks for a logger.
    stack.enter_context(replaced(module, "instance_logger", lambda o: _logging(o, pools)))


def _sqlalchemy_used(stack: ExitStack, pools: Pools, module: ModuleType) -> None:
    owner: Any = module
    stack.enter_context(replaced(owner.Pool, "connect", lambda o: _checking_out(o, pools)))
    stack.enter_context(replaced(owner.Pool, "_return_conn", lambda o: _returning(o, pools)))


def _patching(kind: str, *names: str, method: str = "") -> Patch:
    """Return what patches the classes called `names` of a module, whose `method`, if any, takes a connection out."""

    def patch(stack: ExitStack, pools: Pools, module: ModuleType) -> None:
        for owner in filter(None, (getattr(module, name, None) for name in names)):
            stack.enter_context(replaced(owner, "__init__", lambda o: _making(o, kind, pools)))
            if method:
                stack.enter_context(replaced(owner, method, lambda o: _using(o, pools)))

    return patch


def _logging(original: Callable[..., None], pools: Pools) -> Callable[..., None]:
    @functools.wraps(original)
    def instance_logger(instance: Any, *args: Any, **kwargs: Any) -> None:
        original(instance, *args, **kwargs)
        frame = sys._getframe(1)
        if frame.f_globals.get("__name__") == "sqlalchemy.pool.base":
            pools.made("a database engine", instance, frame)

    return instance_logger


def _making(original: Callable[..., None], kind: str, pools: Pools) -> Callable[..., None]:
    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        pools.made(kind, self, sys._getframe(1))

    return init


def _using(original: Callable[..., Any], pools: Pools) -> Callable[..., Any]:
    @functools.wraps(original)
    def ask(self: Any, *args: Any, **kwargs: Any) -> Any:
        pools.asked(self)
        return original(self, *args, **kwargs)

    return ask


def _checking_out(original: Callable[..., Any], pools: Pools) -> Callable[..., Any]:
    @functools.wraps(original)
    def connect(self: Any) -> Any:
        use = pools.asked(self)
        if use is None:
            return original(self)
        try:
            fairy = original(self)
        except BaseException:
            use.state = "failed"
            raise
        pools.taken(use, getattr(fairy, "_connection_record", None))
        return fairy

    return connect


def _returning(original: Callable[..., None], pools: Pools) -> Callable[..., None]:
    @functools.wraps(original)
    def give_back(self: Any, record: Any) -> None:
        pools.returned(record)
        original(self, record)

    return give_back


_HTTP, _DATABASE, _MONGO, _REDIS = "an HTTP client", "a database pool", "a database client", "a Redis client"

# Where each library makes what keeps its connections, below every client that is built on it. A client that is given
# such a pool makes none.
_PATCHES: Mapping[str, Patch] = {
    "sqlalchemy.log": _sqlalchemy_made,
    "sqlalchemy.pool.base": _sqlalchemy_used,
    "asyncpg.pool": _patching(_DATABASE, "Pool", method="acquire"),
    "psycopg_pool.pool": _patching(_DATABASE, "ConnectionPool", method="getconn"),
    "psycopg_pool.pool_async": _patching(_DATABASE, "AsyncConnectionPool", method="getconn"),
    "psycopg2.pool": _patching(_DATABASE, "SimpleConnectionPool", "ThreadedConnectionPool", method="getconn"),
    "httpcore": _patching(_HTTP, "ConnectionPool", "AsyncConnectionPool"),
    "urllib3.poolmanager": _patching(_HTTP, "PoolManager"),
    "aiohttp.connector": _patching(_HTTP, "BaseConnector"),
    "pymongo.topology": _patching(_MONGO, "Topology"),
    "pymongo.synchronous.topology": _patching(_MONGO, "Topology"),
    "pymongo.asynchronous.topology": _patching(_MONGO, "Topology"),
    "redis.connection": _patching(_REDIS, "ConnectionPool"),
    "redis.asyncio.connection": _patching(_REDIS, "ConnectionPool"),
}


class _Importing(importlib.abc.MetaPathFinder):
    """Does something with a module as soon as it is imported."""

    def __init__(self, then: Mapping[str, Callable[[ModuleType], None]]) -> None:
        self._then = then

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> Any:
        spec = importlib.machinery.PathFinder.find_spec(name, path) if name in self._then else None
        if spec is None or spec.loader is None:
            return None
        execute, then = spec.loader.exec_module, self._then[name]

        def exec_module(module: ModuleType) -> None:
            execute(module)
            then(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec
