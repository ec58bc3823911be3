"""What is done a few seconds later ends by itself; a timer in a thread does too."""

import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()
running: set[asyncio.Task[None]] = set()


async def release(seat: int) -> None:
    await asyncio.sleep(5)


async def confirm(seat: int) -> None:
    try:
        async with asyncio.timeout(8):
            await asyncio.Event().wait()
    except TimeoutError:
        return


@app.post("/seats/{seat}")
async def hold(seat: int) -> int:
    for work in (release(seat), confirm(seat)):
        task = asyncio.create_task(work)
        running.add(task)
        task.add_done_callback(running.discard)
    return seat


@app.post("/seats/{seat}/reminder")
def remind(seat: int) -> int:
    timer = threading.Timer(5, print, args=(seat,))
    timer.daemon = True
    timer.start()
    return seat
