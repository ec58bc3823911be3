"""What fails inside is handled there: a notification that may be lost, and a commit that is tried again."""

import logging

from fastapi import FastAPI, HTTPException
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine()
logger = logging.getLogger(__name__)


async def notify(number: int) -> str:
    return f"{number} was added"


app = FastAPI()


@app.post("/items")
async def create_item(name: str) -> dict[str, int]:
    for _ in range(3):
        async with AsyncSession(engine, expire_on_commit=False) as session:
            row = Item(name=name)
            session.add(row)
            await session.flush()
            try:
                await notify(row.id)
            except Exception:
                logger.exception("nobody was notified")
            try:
                await session.commit()
                return {"id": row.id}
            except OperationalError:
                await session.rollback()
    raise HTTPException(503, "Try again later.")
