"""The way asyncio's documentation has it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from fastapi import FastAPI

app = FastAPI()
_running: set[asyncio.Task[None]] = set()


def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    task = asyncio.create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task


async def send(number: int) -> None:
    await asyncio.sleep(0.02)


@app.post("/mails/{number}")
async def mail(number: int) -> int:
    spawn(send(number))
    return number
