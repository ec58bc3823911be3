"""A shop without SQLAlchemy: pools of asyncpg and of psycopg2, used soundly and not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import asyncpg
import psycopg2.pool
from fastapi import Depends, FastAPI, Request

from tests.checks.databases._tables import URL


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool = await asyncpg.create_pool(URL, min_size=1, max_size=8)
    app.state.threaded = psycopg2.pool.ThreadedConnectionPool(1, 8, URL)
    yield
    app.state.threaded.closeall()
    app.state.pool.terminate()


async def get_connection(request: Request) -> AsyncIterator[Any]:
    async with request.app.state.pool.acquire() as connection:
        yield connection


ConnectionDep = Annotated[Any, Depends(get_connection)]
app = FastAPI(lifespan=lifespan)


@app.get("/sound/dependency")
async def sound_dependency(connection: ConnectionDep) -> int:
    return await connection.fetchval("SELECT 1")


@app.get("/sound/with")
async def sound_with(request: Request) -> int:
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        found = await connection.fetchval("SELECT 1")
        return found + 0


@app.get("/sound/pool")
async def sound_pool(request: Request) -> int:
    return await request.app.state.pool.fetchval("SELECT 1")


@app.get("/sound/finally")
def sound_finally(request: Request) -> int:
    connection = request.app.state.threaded.getconn()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone()[0]
    finally:
        request.app.state.threaded.putconn(connection)


@app.get("/leak/async")
async def leak_async(request: Request) -> int:
    connection = await request.app.state.pool.acquire()
    found = await connection.fetchval("SELECT 1")
    await request.app.state.pool.release(connection)
    return found


@app.get("/leak/sync")
def leak_sync(request: Request) -> int:
    connection = request.app.state.threaded.getconn()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        found = cursor.fetchone()[0]
    request.app.state.threaded.putconn(connection)
    return found


@app.get("/twice")
async def twice(request: Request, connection: ConnectionDep) -> int:
    async with request.app.state.pool.acquire() as other:
        return await connection.fetchval("SELECT 1") + await other.fetchval("SELECT 1")
