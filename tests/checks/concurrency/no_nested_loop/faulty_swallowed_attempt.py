"""The attempt fails under the running loop, and a fallback hides it."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def rate() -> float:
    return 1.1


@app.get("/rate")
async def read_rate() -> float:
    work = rate()
    try:
        return asyncio.get_event_loop().run_until_complete(work)  # fault
    except RuntimeError:
        work.close()
        return 1.0
