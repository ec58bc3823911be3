"""An `async def` endpoint calls a helper that runs a loop, which raises."""

from asyncio import run, sleep

from fastapi import FastAPI

app = FastAPI()
ALSO = ["concurrency.async-routes-await"]


async def total() -> int:
    await sleep(0)
    return 3


def total_now() -> int:
    work = total()
    try:
        return run(work)  # fault
    finally:
        work.close()


@app.get("/total")
async def read_total() -> int:
    return total_now()
