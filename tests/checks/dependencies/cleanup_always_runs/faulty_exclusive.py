"""A lock that is not released once something failed: whoever comes next waits for ever."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI

ALSO = ("dependencies.burst-completes",)

printer = asyncio.Lock()


async def exclusive() -> AsyncIterator[None]:
    await printer.acquire()
    yield
    printer.release()  # fault


app = FastAPI()


@app.post("/labels", dependencies=[Depends(exclusive)])
async def print_label() -> str:
    return "printed"
