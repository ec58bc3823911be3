"""Previews are kept for some minutes: one is removed by a timer of the loop, one by a task."""

import asyncio
import os
import tempfile

from fastapi import FastAPI

app = FastAPI()
tasks: set[asyncio.Task[None]] = set()


def _made() -> str:
    descriptor, path = tempfile.mkstemp(suffix=".png")
    os.close(descriptor)
    return path


@app.get("/previews/short")
async def short_preview() -> dict[str, str]:
    path = _made()
    asyncio.get_running_loop().call_later(2, os.unlink, path)
    return {"path": path}


async def _remove(path: str) -> None:
    try:
        await asyncio.sleep(4)
    finally:
        os.unlink(path)


@app.get("/previews/long")
async def long_preview() -> dict[str, str]:
    path = _made()
    task = asyncio.create_task(_remove(path))
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return {"path": path}


@app.get("/previews")
async def previews() -> list[str]:
    return []
