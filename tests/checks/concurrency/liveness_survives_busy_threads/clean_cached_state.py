"""The probe tells what a task found out last; only the task asks the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")


async def _watch(app: FastAPI) -> None:
    while True:
        async with engine.connect() as connection:
            app.state.database = (await connection.execute(text("select 1"))).scalar() == 1
        await asyncio.sleep(30)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.database = True
    task = asyncio.create_task(_watch(app))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.get("/status/health")
async def health(request: Request) -> dict[str, bool]:
    return {"database": request.app.state.database}
