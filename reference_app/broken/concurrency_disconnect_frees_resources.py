"""A stream of changes whose listener goes on when its reader has left."""

import asyncio
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse
from redis.asyncio import Redis

from reference_app.main import create_app
from reference_app.routes.dependencies import ResourcesDep

app = create_app()
app.state.listeners = []


async def _listen(redis: Redis, changes: asyncio.Queue[str]) -> None:
    while True:
        await changes.put(f"data: {await redis.get('changes')!r}\n\n")
        await asyncio.sleep(0.05)


async def _changes(redis: Redis) -> AsyncIterator[str]:
    changes: asyncio.Queue[str] = asyncio.Queue()
    listener = asyncio.create_task(_listen(redis, changes))  # fault
    app.state.listeners.append(listener)
    while True:
        yield await changes.get()


@app.get("/changes", response_class=StreamingResponse, tags=["items"])
async def stream_changes(resources: ResourcesDep) -> StreamingResponse:
    """Stream what changes."""
    return StreamingResponse(_changes(resources.redis), media_type="text/event-stream")
