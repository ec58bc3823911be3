"""A middleware reads the tenant and keeps its session; the endpoint has another."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, Note, async_engine

ALSO = ("dependencies.burst-completes",)

engine = async_engine()
app = FastAPI()


@app.middleware("http")
async def with_tenant(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    async with AsyncSession(engine) as session:
        request.state.tenant = (await session.scalars(select(Note.text).limit(1))).first()
        return await call_next(request)


@app.get("/items")
async def list_items() -> list[str]:
    async with engine.connect() as connection:  # fault
        return list((await connection.scalars(select(Item.name).limit(5))).all())
