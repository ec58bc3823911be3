"""Connections to the database, each with a limit on how long it may keep a request waiting."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import URL, Dialect, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

CONNECT_SECONDS = 2
STATEMENT_SECONDS = 5
POOL_SECONDS = 3


@asynccontextmanager
async def open_engine(url: str | None, pool: int) -> AsyncIterator[AsyncEngine]:
    """Open the database at `url`, or a temporary one that is gone on leaving."""
    if url is None:
        # A file, because connections to ``:memory:`` would share one transaction.
        with tempfile.TemporaryDirectory(prefix="catalogue-") as directory:
            temporary = URL.create("sqlite+aiosqlite", database=str(Path(directory, "catalogue.sqlite")))
            async with open_engine(temporary.render_as_string(), pool) as engine:
                yield engine
        return
    engine = _create_engine(make_url(url), pool)
    try:
        yield engine
    finally:
        await engine.dispose()


def _create_engine(url: URL, pool: int) -> AsyncEngine:
    sqlite = url.get_backend_name() == "sqlite"
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,  # errors are logged, and parameters are what users sent
        connect_args=_SQLITE_ARGUMENTS if sqlite else _POSTGRESQL_ARGUMENTS,
    )
    event.listen(engine.sync_engine, "do_connect", _connect)
    if sqlite:
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    return engine


_SQLITE_ARGUMENTS: dict[str, Any] = {"timeout": STATEMENT_SECONDS}
_POSTGRESQL_ARGUMENTS: dict[str, Any] = {
    "timeout": CONNECT_SECONDS,
    # The client's limit covers a network that went silent, the server's ends the work itself.
    "command_timeout": STATEMENT_SECONDS,
    "server_settings": {"application_name": "catalogue", "statement_timeout": str(STATEMENT_SECONDS * 1000)},
}


def _connect(
    dialect: Dialect, _record: ConnectionPoolEntry, arguments: tuple[Any, ...], options: dict[str, Any]
) -> DBAPIConnection:
    # Errors of the socket, and of asyncpg before SQLAlchemy 2.1, would come through as they are,
    # and nobody could tell them from those of other sockets or files.
    try:
        return dialect.connect(*arguments, **options)
    except (OSError, asyncpg.PostgresError) as error:
        raise dialect.loaded_dbapi.OperationalError(f"cannot connect: {error!r}") from error


def _set_up_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
