"""A worker that the lifespan starts writes with a session of its own what requests put into its queue."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
jobs: asyncio.Queue[tuple[int, asyncio.Future[int]]] = asyncio.Queue()


async def work() -> None:
    async with SessionLocal() as session:
        while True:
            number, done = await jobs.get()
            done.set_result(await session.scalar(text("SELECT :number + 1"), {"number": number}) or 0)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    worker = asyncio.create_task(work())
    yield
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


@app.get("/next/{number}")
async def read_next(number: int, session: Annotated[AsyncSession, Depends(get_session)]) -> dict[str, int]:
    done = asyncio.get_running_loop().create_future()
    await jobs.put((number, done))
    return {"next": await done, "same": await session.scalar(text("SELECT 1")) or 0}
