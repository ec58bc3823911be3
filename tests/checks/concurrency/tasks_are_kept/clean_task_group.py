"""TaskGroups keep what they start."""

import asyncio

import anyio
from fastapi import FastAPI

app = FastAPI()


async def fetch(n: int, into: dict[int, int]) -> None:
    await asyncio.sleep(0.001)
    into[n] = n * n


@app.get("/squares")
async def squares() -> dict[int, int]:
    found: dict[int, int] = {}
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(fetch(n, found))
    return found


@app.get("/squares/again")
async def squares_again() -> dict[int, int]:
    found: dict[int, int] = {}
    async with anyio.create_task_group() as group:
        for n in range(3):
            group.start_soon(fetch, n, found)
    return found
