"""A session for each request, by an id in a context variable."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI, Request, Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_scoped_session, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
request_id: ContextVar[int] = ContextVar("request_id", default=0)
db = async_scoped_session(async_sessionmaker(engine), scopefunc=request_id.get)
ids = itertools.count(1)
app = FastAPI()


@app.middleware("http")
async def scoped(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    token = request_id.set(next(ids))
    try:
        return await call_next(request)
    finally:
        await db.remove()
        request_id.reset(token)


@app.get("/price")
async def read_price() -> dict[str, int]:
    count = await db.scalar(text("SELECT 4")) or 0
    await asyncio.sleep(0.01)
    return {"total": count + (await db.scalar(text("SELECT 1")) or 0)}
