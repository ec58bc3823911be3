"""Two queries at once, each with a session of its own."""

import asyncio
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()


async def _scalar(statement: str) -> int:
    async with SessionLocal() as session:
        return await session.scalar(text(statement)) or 0


@app.get("/dashboard")
async def read_dashboard() -> dict[str, int]:
    users, orders = await asyncio.gather(_scalar("SELECT 7"), _scalar("SELECT 12"))
    return {"users": users, "orders": orders}
