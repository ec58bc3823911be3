"""A semaphore around each endpoint, in the scope of the function where FastAPI has it."""

import asyncio
import inspect
from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI

SCOPE = {"scope": "function"} if "scope" in inspect.signature(Depends).parameters else {}

slots = asyncio.Semaphore(200)


async def slot() -> AsyncIterator[None]:
    await slots.acquire()
    try:
        yield
        slots.release()  # fault
    except ValueError as error:
        raise RuntimeError("not computed") from error


app = FastAPI()


@app.get("/compute", dependencies=[Depends(slot, **SCOPE)])
async def compute() -> int:
    return 42
