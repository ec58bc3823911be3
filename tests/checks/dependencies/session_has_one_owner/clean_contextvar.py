"""The session of the request in a context variable, set by a middleware and read by a repository of the module."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI, Request, Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
current: ContextVar[AsyncSession] = ContextVar("current")
app = FastAPI()


class Orders:
    async def count(self) -> int:
        return await current.get().scalar(text("SELECT 3")) or 0

    async def total(self) -> int:
        return await current.get().scalar(text("SELECT 99")) or 0


orders = Orders()


@app.middleware("http")
async def with_session(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    async with SessionLocal() as session:
        token = current.set(session)
        try:
            await session.execute(text("SELECT 1"))
            response = await call_next(request)
            await session.commit()
        finally:
            current.reset(token)
    return response


@app.get("/summary")
async def read_summary() -> dict[str, int]:
    return {"count": await orders.count(), "total": await orders.total()}
