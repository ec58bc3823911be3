"""A callback of the loop's makes the task, and its result is nobody's."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def expire(key: str) -> None:
    await asyncio.sleep(0.001)


@app.put("/locks/{key}")
async def lock(key: str) -> dict[str, str]:
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: asyncio.create_task(expire(key)))  # fault
    await asyncio.sleep(0.001)
    return {"key": key}
