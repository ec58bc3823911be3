"""Events are gathered and written in batches, by whoever fills one or by a task of the lifespan."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request


class Events:
    def __init__(self, size: int) -> None:
        self._size = size
        self._waiting: list[dict[str, Any]] = []
        self.written = 0

    def add(self, **event: Any) -> None:
        self._waiting.append(event)
        if len(self._waiting) >= self._size:
            self.flush()

    def flush(self) -> None:
        batch, self._waiting = self._waiting, []
        self.written += len(batch)


async def _flush_sometimes(events: Events) -> None:
    while True:
        await asyncio.sleep(60)
        events.flush()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.events = Events(500)
    flushing = asyncio.create_task(_flush_sometimes(app.state.events))
    yield
    flushing.cancel()
    app.state.events.flush()


app = FastAPI(lifespan=lifespan)


@app.get("/pages/{page}")
async def read_page(page: int, request: Request) -> dict[str, int]:
    request.app.state.events.add(page=page)
    return {"page": page}
