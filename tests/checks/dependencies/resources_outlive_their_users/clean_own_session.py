"""A background task and a stream with sessions of their own."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


async def audit(action: str) -> None:
    async with SessionLocal() as session:
        await session.execute(text("SELECT :action"), {"action": action})
        await session.commit()


async def rows() -> AsyncIterator[str]:
    async with SessionLocal() as session:
        for number in range(3):
            yield f"{await session.scalar(text('SELECT :number'), {'number': number})}\n"


@app.get("/orders")
async def list_orders(session: Annotated[AsyncSession, Depends(get_session)], tasks: BackgroundTasks) -> list[int]:
    tasks.add_task(audit, "list")
    return list(await session.scalars(text("SELECT 5")))


@app.get("/export")
async def read_export(session: Annotated[AsyncSession, Depends(get_session)]) -> StreamingResponse:
    await session.execute(text("SELECT 1"))
    return StreamingResponse(rows(), media_type="text/plain")
