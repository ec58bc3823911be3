"""A session is opened in a stream, and closed only at its end."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

folder = TemporaryDirectory()
engine = create_async_engine(f"sqlite+aiosqlite:///{Path(folder.name, 'x.sqlite')}")
Session = async_sessionmaker(engine)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()
    folder.cleanup()


app = FastAPI(lifespan=lifespan)


def select() -> Iterator[str]:
    for n in range(30):
        yield f"SELECT {n}"


async def export(session: AsyncSession) -> AsyncIterator[str]:
    for statement in select():
        yield f"{await session.scalar(text(statement))}\n"
        await asyncio.sleep(0.001)
    await session.close()


@app.get("/export")
async def read_export() -> StreamingResponse:
    session = Session()  # fault
    return StreamingResponse(export(session), media_type="text/plain")
