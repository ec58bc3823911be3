"""Pools of connections being made: by clients of HTTP, of databases, of Redis, and engines."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.finding import Place
from conformance.observe.sql import asked_at

# Where each library makes what keeps its connections, below every client that is built on it, and what that is to a
# reader. A client that is given such a pool makes none.
_POOLS = (
    ("httpcore", "ConnectionPool", "an HTTP client"),
    ("httpcore", "AsyncConnectionPool", "an HTTP client"),
    ("urllib3.poolmanager", "PoolManager", "an HTTP client"),
    ("aiohttp.connector", "BaseConnector", "an HTTP client"),
    ("sqlalchemy.pool", "Pool", "a database engine"),
    ("asyncpg.pool", "Pool", "a database pool"),
    ("psycopg_pool.base", "BasePool", "a database pool"),
    ("psycopg2.pool", "AbstractConnectionPool", "a database pool"),
    ("pymongo.topology", "Topology", "a database client"),
    ("pymongo.synchronous.topology", "Topology", "a database client"),
    ("pymongo.asynchronous.topology", "Topology", "a database client"),
    ("redis.connection", "ConnectionPool", "a Redis client"),
    ("redis.asyncio.connection", "ConnectionPool", "a Redis client"),
)


@dataclass(frozen=True)
class Constructed:
    """A pool that was made for an exchange: what keeps it, and the user's line."""

    kind: str
    at: Place | None


@contextmanager
def noted(code: UserCode, found: dict[int, list[Constructed]]) -> Iterator[None]:
    """While entered, `found` holds the pools that are made, by the number of the exchange they are made for."""
    with ExitStack() as stack:
        for module, name, kind in _POOLS:
            owner = getattr(sys.modules.get(module), name, None)
            if owner is not None:
                stack.enter_context(
                    replaced(owner, "__init__", functools.partial(_making, kind=kind, code=code, found=found))
                )
        yield


def _making(
    original: Callable[..., None], kind: str, code: UserCode, found: dict[int, list[Constructed]]
) -> Callable[..., None]:
    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        exchange = EXCHANGE.get()
        if exchange is not None:
            found.setdefault(exchange.number, []).append(Constructed(kind, asked_at(code)))
        original(self, *args, **kwargs)

    return init
