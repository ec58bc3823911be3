"""Work that is kept and soon over, its failures logged."""

import asyncio
import logging

from fastapi import FastAPI

app = FastAPI()
log = logging.getLogger(__name__)
running: set[asyncio.Task[None]] = set()


def finished(task: asyncio.Task[None]) -> None:
    running.discard(task)
    if not task.cancelled() and task.exception() is not None:
        log.error("failed", exc_info=task.exception())


async def send(number: int) -> None:
    await asyncio.sleep(0.05)
    raise ConnectionError("no mail server")


@app.post("/mails/{number}")
async def mail(number: int) -> int:
    task = asyncio.create_task(send(number))
    running.add(task)
    task.add_done_callback(finished)
    return number
