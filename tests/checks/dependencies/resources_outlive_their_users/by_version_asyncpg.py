"""A background task and a stream use the connection of their request, which a pool of asyncpg's own has given out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import asyncpg
from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import StreamingResponse

from tests.checks.dependencies._postgresql import URL


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(URL, min_size=2, max_size=5) as app.state.pool:
        yield


async def get_connection(request: Request) -> AsyncIterator[Any]:
    async with request.app.state.pool.acquire() as connection:
        yield connection


async def audit(connection: Any) -> None:
    await connection.execute("select 1")  # fault


async def rows(connection: Any) -> AsyncIterator[str]:
    yield "number\n"
    yield f"{await connection.fetchval('select 1')}\n"  # fault


ConnectionDep = Annotated[Any, Depends(get_connection)]
app = FastAPI(lifespan=lifespan)


@app.get("/orders")
async def list_orders(connection: ConnectionDep, tasks: BackgroundTasks) -> int:
    tasks.add_task(audit, connection)
    return int(await connection.fetchval("select 5"))


@app.get("/export")
async def read_export(connection: ConnectionDep) -> StreamingResponse:
    return StreamingResponse(rows(connection), media_type="text/csv")
