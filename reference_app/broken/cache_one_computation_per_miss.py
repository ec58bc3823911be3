"""A cache of something slow, which everybody computes who does not find it."""

import asyncio
from contextlib import suppress

from redis.exceptions import RedisError

from reference_app.main import create_app
from reference_app.routes.dependencies import ResourcesDep

KEY = "catalogue:digest"

app = create_app()


@app.get("/digest", tags=["items"])
async def read_digest(resources: ResourcesDep) -> dict[str, str]:
    """Return what takes a while to be worked out."""
    with suppress(RedisError):
        stored = await resources.redis.get(KEY)  # fault
        if isinstance(stored, bytes):
            return {"digest": stored.decode()}
    await asyncio.sleep(0.05)
    with suppress(RedisError):
        await resources.redis.set(KEY, "worked out", ex=60)
    return {"digest": "worked out"}
