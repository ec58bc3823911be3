"""A local variable holds the task while the endpoint waits for something else, and no longer."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def resize(name: str) -> None:
    await asyncio.sleep(0.3)


async def store(name: str) -> None:
    await asyncio.sleep(0.001)


@app.put("/images/{name}")
async def put_image(name: str) -> dict[str, str]:
    resizing = asyncio.create_task(resize(name))  # fault
    await store(name)
    return {"name": name, "task": resizing.get_name()}
