"""The loop's thread is started by the first request that needs it, once."""

import asyncio
import threading
from functools import cache

from fastapi import FastAPI

app = FastAPI()


@cache
def background_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop


async def half(n: int) -> float:
    await asyncio.sleep(0)
    return n / 2


@app.get("/half/{n}")
def read_half(n: int) -> float:
    return asyncio.run_coroutine_threadsafe(half(n), background_loop()).result()
