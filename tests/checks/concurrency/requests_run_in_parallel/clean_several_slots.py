"""At most four at once ask the service behind, and six the disk: bounded, and not one after another."""

import asyncio
import time

import anyio
from anyio import to_thread
from fastapi import FastAPI

app = FastAPI()
_slots = asyncio.Semaphore(4)
_disk = anyio.CapacityLimiter(6)


async def _ask(word: str) -> str:
    async with _slots:
        await asyncio.sleep(0.02)
        return word


def _read(name: str) -> str:
    time.sleep(0.01)
    return name


@app.get("/words/{word}")
async def word(word: str) -> dict[str, str]:
    return {"word": await _ask(word)}


@app.get("/files/{name}")
async def file(name: str) -> dict[str, str]:
    return {"file": await to_thread.run_sync(_read, name, limiter=_disk)}
