"""Each task enters itself in the registry when it begins; until then the loop has it in its queue."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
REGISTRY: set[asyncio.Task[None]] = set()


async def registered(seconds: float) -> None:
    me = asyncio.current_task()
    assert me is not None
    REGISTRY.add(me)
    try:
        await asyncio.sleep(seconds)
    finally:
        REGISTRY.discard(me)


@app.post("/pings")
async def ping() -> str:
    asyncio.create_task(registered(0.1))
    return "ok"
