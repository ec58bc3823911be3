"""A listener and a worker thread that the first request starts, for all."""

import asyncio
import queue
import threading

from fastapi import FastAPI

app = FastAPI()
jobs: "queue.Queue[int]" = queue.Queue()


class Lazy:
    listener: asyncio.Task[None] | None = None
    worker: threading.Thread | None = None


async def listen() -> None:
    while True:
        await asyncio.sleep(1)


def work() -> None:
    while True:
        jobs.get()


@app.get("/listen")
async def start_listening() -> bool:
    if Lazy.listener is None:
        Lazy.listener = asyncio.create_task(listen())
    return not Lazy.listener.done()


@app.post("/jobs/{n}")
def enqueue(n: int) -> int:
    if Lazy.worker is None:
        Lazy.worker = threading.Thread(target=work, daemon=True)
        Lazy.worker.start()
    jobs.put(n)
    return n
