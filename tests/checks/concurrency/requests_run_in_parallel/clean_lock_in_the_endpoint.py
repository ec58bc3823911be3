"""The endpoint itself takes a lock, and says why: an old scale weighs one thing at a time."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
scale = asyncio.Lock()


@app.get("/weight")
async def weight() -> dict[str, int]:
    async with scale:
        await asyncio.sleep(0.01)
        return {"grams": 120}


@app.get("/names")
async def names() -> list[str]:
    await asyncio.sleep(0.01)
    return ["scale"]
