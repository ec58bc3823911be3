"""Each reader gets a thread that goes on without him."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


def measure(loop: asyncio.AbstractEventLoop, queue: asyncio.Queue[float]) -> None:
    while not loop.is_closed():
        loop.call_soon_threadsafe(queue.put_nowait, time.time())
        time.sleep(0.01)


async def readings() -> AsyncIterator[str]:
    queue: asyncio.Queue[float] = asyncio.Queue()
    threading.Thread(target=measure, args=(asyncio.get_running_loop(), queue), daemon=True).start()  # fault
    while True:
        yield f"{await queue.get()}\n"


@app.get("/readings")
async def read_readings() -> StreamingResponse:
    return StreamingResponse(readings(), media_type="text/plain")
