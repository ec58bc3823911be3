"""An audit entry is written beside the request, with the session of the request."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()
audits: set[asyncio.Task[None]] = set()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


async def audit(session: AsyncSession, action: str) -> None:
    try:
        await session.execute(text("SELECT :action"), {"action": action})
        await session.commit()
    except Exception as error:
        print("no audit:", error)


@app.get("/orders")
async def list_orders(session: Annotated[AsyncSession, Depends(get_session)]) -> list[int]:
    task = asyncio.create_task(audit(session, "list"))  # fault
    audits.add(task)
    task.add_done_callback(audits.discard)
    found = await session.scalars(text("SELECT 5"))
    return list(found)
