"""A heartbeat for the orchestrator: a file rewritten every 20 ms by a task of the lifespan."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

ALSO = ["concurrency.requests-run-in-parallel"]


def touch(path: Path) -> None:
    path.write_text(str(time.time()), encoding="utf-8")  # fault


async def beat(path: Path) -> None:
    while True:
        touch(path)
        await asyncio.sleep(0.02)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        beating = asyncio.create_task(beat(Path(folder) / "alive"))
        yield
        beating.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/items")
async def list_items() -> list[int]:
    await asyncio.sleep(0.03)
    return [1, 2]
