"""The liveness probe asks the database, and fails when all its connections are in use."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
app = FastAPI()


async def session() -> AsyncIterator[AsyncSession]:
    async with AsyncSession(engine) as opened:
        yield opened


@app.get("/liveness")
async def liveness(db: Annotated[AsyncSession, Depends(session)]) -> dict[str, bool]:
    return {"alive": await db.scalar(text("select 1")) == 1}  # fault
