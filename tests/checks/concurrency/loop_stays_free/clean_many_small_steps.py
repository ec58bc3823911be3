"""Two hundred tasks, each of which takes a moment, and a lot of garbage."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def step(number: int) -> int:
    await asyncio.sleep(0)
    return sum(range(number * 10))


@app.get("/steps")
async def take_steps() -> int:
    return sum(await asyncio.gather(*(step(number) for number in range(200))))


@app.get("/garbage")
async def litter() -> int:
    return len([[number] for number in range(20_000)])
