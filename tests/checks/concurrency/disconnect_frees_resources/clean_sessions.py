"""Sessions of streams, endpoints and dependencies, all in `async with` or `with`."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

folder = TemporaryDirectory()
url = f"sqlite:///{Path(folder.name, 'x.sqlite')}"
engine = create_async_engine(url.replace("sqlite:", "sqlite+aiosqlite:"))
Session = async_sessionmaker(engine)
SyncSession = sessionmaker(create_engine(url))


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()
    folder.cleanup()


app = FastAPI(lifespan=lifespan)


async def get_session() -> AsyncIterator[AsyncSession]:
    async with Session() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]


async def rows() -> AsyncIterator[str]:
    async with Session() as session:
        for n in range(30):
            yield f"{await session.scalar(text(f'SELECT {n}'))}\n"
            await asyncio.sleep(0.001)


def sync_rows() -> Iterator[str]:
    with SyncSession() as session:
        for n in range(30):
            yield f"{session.scalar(text(f'SELECT {n}'))}\n"


@app.get("/rows")
async def stream_rows() -> StreamingResponse:
    return StreamingResponse(rows(), media_type="text/plain")


@app.get("/rows/sync")
def stream_sync_rows() -> StreamingResponse:
    return StreamingResponse(sync_rows(), media_type="text/plain")


@app.get("/one")
async def read_one(session: SessionDep) -> int:
    await asyncio.sleep(0.001)
    return int(await session.scalar(text("SELECT 1")) or 0)


@app.get("/rows/dependency")
async def stream_with(session: SessionDep) -> StreamingResponse:
    found = (await session.scalars(text("SELECT 1"))).all()

    async def lines() -> AsyncIterator[str]:
        for one in found * 20:
            yield f"{one}\n"
            await asyncio.sleep(0.001)

    return StreamingResponse(lines(), media_type="text/plain")
