"""A service loads its parts in a task group, all with the session it was given; it fails with the first request."""

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


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


class Profiles:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]) -> None:
        self.session = session

    async def part(self, name: str) -> str:
        return await self.session.scalar(text("SELECT :name"), {"name": name}) or ""

    async def all(self) -> list[str]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.part(name)) for name in ("posts", "likes")]  # fault
        return [task.result() for task in tasks]


@app.get("/profile")
async def read_profile(profiles: Annotated[Profiles, Depends()]) -> list[str]:
    return await profiles.all()
