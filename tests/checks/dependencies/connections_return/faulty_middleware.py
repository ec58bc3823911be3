"""A middleware opens a session for every request, and never closes it."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine(pool_size=20)
app = FastAPI()


@app.middleware("http")
async def with_session(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    request.state.session = AsyncSession(engine)  # fault
    return await call_next(request)


@app.get("/items")
async def list_items(request: Request) -> list[str]:
    return list(await request.state.session.scalars(select(Item.name).limit(5)))
