"""Changes wait for a slot, and a change that fails keeps its own for ever."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import Depends

from reference_app.main import create_app

app = create_app()
app.state.slots = asyncio.Semaphore(1000)


async def _slot() -> AsyncIterator[None]:
    await app.state.slots.acquire()
    yield
    app.state.slots.release()  # fault


@app.get("/slots", tags=["items"], dependencies=[Depends(_slot)])
async def read_slots() -> dict[str, bool]:
    """Say whether a slot is left."""
    return {"free": not app.state.slots.locked()}
