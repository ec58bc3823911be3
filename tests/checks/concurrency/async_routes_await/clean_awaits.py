"""Every way to await."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


async def numbers() -> AsyncIterator[int]:
    for number in range(3):
        await asyncio.sleep(0)
        yield number


@asynccontextmanager
async def opened() -> AsyncIterator[str]:
    yield "open"


@app.get("/await")
async def awaits() -> str:
    return await asyncio.sleep(0, "done")


@app.get("/for")
async def loops() -> int:
    total = 0
    async for number in numbers():
        total += number
    return total


@app.get("/with")
async def enters() -> str:
    async with opened() as state:
        return state


@app.get("/comprehension")
async def comprehends() -> list[int]:
    return [number async for number in numbers()]


@app.get("/stream")
async def streams() -> StreamingResponse:
    return StreamingResponse(str(number) async for number in numbers())
