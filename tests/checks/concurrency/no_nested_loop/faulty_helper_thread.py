"""A thread is started for the sake of running a loop in it, twice a request."""

import asyncio
import concurrent.futures
from collections.abc import Coroutine
from typing import Any

from fastapi import FastAPI

app = FastAPI()


def sync(work: Coroutine[Any, Any, int]) -> int:
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()  # fault


async def answer() -> int:
    return 42


@app.get("/answer")
def read_answer() -> int:
    return sync(answer())
