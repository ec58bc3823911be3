"""A loop in a thread that runs since startup is given the work."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

loop = asyncio.new_event_loop()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield
    loop.call_soon_threadsafe(loop.stop)


app = FastAPI(lifespan=lifespan)


async def double(n: int) -> int:
    await asyncio.sleep(0)
    return n * 2


@app.get("/double/{n}")
def read_double(n: int) -> int:
    return asyncio.run_coroutine_threadsafe(double(n), loop).result()
