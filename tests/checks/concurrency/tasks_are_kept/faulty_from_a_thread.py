"""A `def` endpoint has the loop call a function that drops what it starts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.loop = asyncio.get_running_loop()
    yield


app = FastAPI(lifespan=lifespan)


async def refresh() -> None:
    await asyncio.sleep(0)


@app.post("/refresh")
def start_refresh(request: Request) -> str:
    loop: asyncio.AbstractEventLoop = request.app.state.loop

    def start() -> None:
        loop.create_task(refresh())  # fault

    loop.call_soon_threadsafe(start)
    return "soon"
