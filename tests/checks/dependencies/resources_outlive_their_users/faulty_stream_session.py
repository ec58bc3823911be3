"""A stream reads from a session that is closed when the endpoint returns it."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()


async def rows(session: AsyncSession) -> AsyncIterator[str]:
    for number in range(3):
        found = await session.scalar(text("SELECT :number"), {"number": number})  # fault
        yield f"{found}\n"


@app.get("/export")
async def read_export() -> StreamingResponse:
    async with SessionLocal() as session:
        await session.execute(text("SELECT 1"))
        return StreamingResponse(rows(session), media_type="text/plain")
