"""Independent work in sessions of its own, some of it awaited together, some beside the answer."""

import asyncio
from typing import Any

from fastapi import FastAPI
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, Note, async_engine

engines = [async_engine(), async_engine(), async_engine()]
counting: set[asyncio.Task[Any]] = set()


async def write(number: int, statement: Any) -> None:
    async with AsyncSession(engines[number]) as session:
        await session.execute(statement)
        await asyncio.sleep(0.01)
        await session.commit()


app = FastAPI()


@app.post("/items")
async def create_item(name: str) -> dict[str, str]:
    task = asyncio.create_task(write(2, insert(Note).values(text="called")))
    counting.add(task)
    task.add_done_callback(counting.discard)
    await asyncio.gather(write(0, insert(Item).values(name=name)), write(1, insert(Note).values(text=name)))
    return {"name": name}


@app.post("/notes")
async def create_note(text: str) -> dict[str, str]:
    task = asyncio.create_task(write(2, insert(Note).values(text=text)))
    counting.add(task)
    task.add_done_callback(counting.discard)
    await asyncio.sleep(0.007)
    return {"text": text}
