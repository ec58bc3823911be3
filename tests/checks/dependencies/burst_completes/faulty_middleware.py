"""A middleware that holds a connection for the tenant until the request is over, and so takes two for each."""

import tempfile
from pathlib import Path

from fastapi import FastAPI, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

ALSO = ("dependencies.one-connection-per-request",)

engine = create_async_engine(
    f"sqlite+aiosqlite:///{Path(tempfile.mkdtemp(), 'tenants.sqlite')}", pool_size=5, max_overflow=0
)
app = FastAPI()


@app.middleware("http")
async def tenant(request: Request, call_next):
    async with engine.connect() as connection:
        request.state.tenant = await connection.scalar(text("select 7"))
        return await call_next(request)


@app.get("/tenant")
async def read_tenant(request: Request) -> dict[str, int]:
    async with AsyncSession(engine) as session:
        known = await session.scalar(text("select 1"))  # fault
    return {"tenant": request.state.tenant, "known": known or 0}
