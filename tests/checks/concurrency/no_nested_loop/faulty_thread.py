"""A thread with a loop in it for each import."""

import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()
ALSO = ["concurrency.async-routes-await", "concurrency.no-blocking-calls"]
DONE: list[int] = []


async def import_rows(count: int) -> None:
    await asyncio.sleep(0)
    DONE.append(count)


def run_import(count: int) -> None:
    asyncio.run(import_rows(count))  # fault


@app.post("/imports")
async def start_import() -> str:
    thread = threading.Thread(target=run_import, args=(3,))
    thread.start()
    thread.join()
    return "done"
