"""Much is computed on the loop, a little at a time."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


def slice_of(start: int) -> int:
    return sum(number * number for number in range(start, start + 10_000))


@app.get("/sum")
async def read_sum() -> int:
    total = 0
    for start in range(0, 400_000, 10_000):
        total += slice_of(start)
        await asyncio.sleep(0)
    return total
