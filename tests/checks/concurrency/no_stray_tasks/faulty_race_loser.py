"""The slower of two lookups is never cancelled, nor awaited."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
pending_lookups: list[asyncio.Task[str]] = []
never = asyncio.Event()


async def primary(key: str) -> str:
    return key


async def replica(key: str) -> str:
    await never.wait()
    return key


@app.get("/lookup/{key}")
async def look_up(key: str) -> str:
    first = asyncio.create_task(primary(key))
    second = asyncio.create_task(replica(key))  # fault
    done, waiting = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    pending_lookups.extend(waiting)
    return done.pop().result()
