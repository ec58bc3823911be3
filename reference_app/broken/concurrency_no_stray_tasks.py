"""An operation that starts a listener for every request, and ends none."""

import asyncio

from redis.asyncio import Redis

from reference_app.main import create_app
from reference_app.routes.dependencies import ResourcesDep

app = create_app()
app.state.listeners = []


async def _listen(redis: Redis, channel: str) -> None:
    while True:
        await redis.get(channel)
        await asyncio.sleep(0.1)


@app.post("/listeners", status_code=204, tags=["items"])
async def add_listener(resources: ResourcesDep) -> None:
    """Listen for changes."""
    listener = asyncio.create_task(_listen(resources.redis, "changes"))  # fault
    app.state.listeners.append(listener)
