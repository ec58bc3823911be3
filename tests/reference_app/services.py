"""The services under the app: embedded ones, or PostgreSQL and Redis on this machine's standard ports."""

import asyncio
import os
import socket
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

import asyncpg  # type: ignore[import-untyped]
import pytest
import redis

POSTGRESQL = ("127.0.0.1", 5432)
REDIS = ("127.0.0.1", 6379)


def require(name: str, address: tuple[str, int]) -> None:
    """Skip where the service is missing, but fail in CI."""
    try:
        socket.create_connection(address, timeout=1).close()
    except OSError:
        missing = f"no {name} on port {address[1]}"
        if "CI" in os.environ:
            pytest.fail(missing)
        pytest.skip(missing)


@contextmanager
def database_of_its_own() -> Iterator[str]:
    """Create a database in the real PostgreSQL, give its name, and drop it."""
    name = f"catalogue_test_{uuid.uuid4().hex}"
    asyncio.run(execute("test", f"CREATE DATABASE {name}"))
    try:
        yield name
    finally:
        asyncio.run(execute("test", f"DROP DATABASE {name} WITH (FORCE)"))


async def execute(database: str, statement: str) -> None:
    """Run one statement on the real PostgreSQL."""
    host, port = POSTGRESQL
    connection = await asyncpg.connect(host=host, port=port, user="postgres", database=database)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def keys_of_its_own() -> Iterator[str]:
    """Give a prefix, and delete all keys that start with it from the real Redis."""
    prefix = f"catalogue-test-{uuid.uuid4().hex}"
    try:
        yield prefix
    finally:
        with redis.Redis(*REDIS) as client:
            for key in client.scan_iter(f"{prefix}:*"):
                client.delete(key)


def database_url(name: str, port: int = POSTGRESQL[1]) -> str:
    return f"postgresql+asyncpg://postgres@{POSTGRESQL[0]}:{port}/{name}"


def redis_url(port: int = REDIS[1]) -> str:
    return f"redis://{REDIS[0]}:{port}/0"


@dataclass
class Wire:
    """A way to a service that can be cut (refuses) or go silent (accepts and never answers)."""

    target: tuple[str, int]
    port: int = 0
    silent: bool = False
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def mend(self) -> None:
        self.silent = False
        if self._server is None:
            self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        self._hang_up()

    async def silence(self) -> None:
        self._hang_up()
        self.silent = True

    def _hang_up(self) -> None:
        for task in list(self._tasks):
            task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(asyncio.CancelledError, OSError):
                await (asyncio.Event().wait() if self.silent else self._forward(reader, writer))
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, requests = await asyncio.open_connection(*self.target)
        try:
            await asyncio.gather(_pump(reader, requests), _pump(answers, writer))
        finally:
            requests.close()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(65536):
        sink.write(data)
        await sink.drain()
    sink.close()


@asynccontextmanager
async def wire(target: tuple[str, int]) -> AsyncIterator[Wire]:
    """Lay a wire to the target, and take it away."""
    laid = Wire(target)
    await laid.mend()
    try:
        yield laid
    finally:
        await laid.cut()
