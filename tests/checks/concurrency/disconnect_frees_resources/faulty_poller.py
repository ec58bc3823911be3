"""The endpoint sees that the client has left, and forgets what it started for it."""

import asyncio

from fastapi import FastAPI, Request

app = FastAPI()
searches: set[asyncio.Task[str]] = set()


async def search(word: str) -> str:
    for _ in range(100_000):
        await asyncio.sleep(0.05)
        if word == "x":
            break
    return word


async def quickly(word: str) -> str:
    await asyncio.sleep(0.1)
    return word


@app.get("/search")
async def read_search(request: Request, word: str = "tea") -> str:
    deep = asyncio.create_task(search(word))  # fault
    searches.add(deep)
    deep.add_done_callback(searches.discard)
    quick = asyncio.create_task(quickly(word))
    while not quick.done():
        await asyncio.sleep(0.01)
        if await request.is_disconnected():
            return "gone"
    deep.cancel()
    return await quick
