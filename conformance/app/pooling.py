"""What pools of connections are like: whose they are, whether they keep connections to a server, and how many."""

from __future__ import annotations

from typing import Any

_FILES = frozenset({"sqlite", "duckdb"})  # databases without a server that could go away


def library(pool: Any) -> str:
    """Return which of the libraries that are known a pool is of, "" for none of them."""
    origins = (kind.__module__.partition(".")[0] for kind in type(pool).__mro__)
    return next((name for name in origins if name in _KNOWN), "")


_KNOWN = ("sqlalchemy", "asyncpg", "psycopg2", "psycopg_pool")


def kept(pool: Any) -> bool:
    """Return whether a pool keeps connections to a server for later."""
    if library(pool) != "sqlalchemy":
        return True
    from sqlalchemy.pool import QueuePool

    return isinstance(pool, QueuePool) and getattr(pool._dialect, "name", "") not in _FILES


def capacity(pool: Any) -> int | None:
    """Return how many connections a pool gives out at most before others have to wait; None where that is unknown."""
    if library(pool) != "sqlalchemy":
        return None
    from sqlalchemy.pool import QueuePool

    limited = isinstance(pool, QueuePool) and pool._max_overflow >= 0 and pool.size() > 0
    return pool.size() + pool._max_overflow if limited else None
