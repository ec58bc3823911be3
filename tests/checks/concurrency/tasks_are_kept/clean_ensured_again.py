"""A task that is kept already is asked for its end by a second name; nothing is started there."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
RUNNING: set[asyncio.Task[None]] = set()


async def deliver(address: str) -> None:
    await asyncio.sleep(0.001)


def started(address: str) -> None:
    task = asyncio.get_running_loop().create_task(deliver(address))
    RUNNING.add(task)
    asyncio.ensure_future(task).add_done_callback(RUNNING.discard)


@app.post("/mails", status_code=202)
async def mail(address: str) -> None:
    started(address)
