"""A pool of asyncpg's own: it sees by itself when a connection is gone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, FastAPI, Request

from tests.checks.dependencies._postgresql import URL


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(URL, min_size=2, max_size=5) as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan)


async def connection(request: Request) -> AsyncIterator[Any]:
    async with request.app.state.pool.acquire() as one, one.transaction():
        yield one


@app.get("/clock")
async def clock(connection: Annotated[Any, Depends(connection)]) -> str:
    return str(await connection.fetchval("select now()::text"))


@app.get("/size")
async def size(request: Request) -> int:
    return int(await request.app.state.pool.fetchval("select pg_database_size(current_database())"))
