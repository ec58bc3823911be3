"""Reports of an asynchronous engine that is made when the app starts, and lives in its state."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from tests.checks.dependencies._postgresql import ASYNCPG


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    engine = create_async_engine(ASYNCPG, pool_recycle=1800)  # fault
    app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]


@app.get("/reports/{days}")
async def report(days: int, session: SessionDep) -> dict[str, int]:
    return {"days": await session.scalar(text("select cast(:days as int)"), {"days": days}) or 0}


@app.post("/reports", status_code=201)
async def make_report(session: SessionDep) -> dict[str, str]:
    return {"made": str(await session.scalar(text("select now()::text")))}
