"""What is told to the rest of the world after a response has been sent."""

import functools
import json
import logging
from collections.abc import Awaitable, Callable
from typing import ParamSpec

from redis.asyncio import Redis

STREAM_LENGTH = 1000

logger = logging.getLogger(__name__)
P = ParamSpec("P")


def contained(task: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    """Make a background task fail alone: Starlette drops all that follow one that raises."""

    @functools.wraps(task)
    async def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await task(*args, **kwargs)
        except Exception:
            logger.exception("background task failed", extra={"task": task.__name__})

    return run


@contained
async def announce_item(redis: Redis, prefix: str, item_id: int) -> None:
    """Tell those who listen right now."""
    await redis.publish(f"{prefix}:items", json.dumps({"created": item_id}))


@contained
async def record_item(redis: Redis, prefix: str, item_id: int) -> None:
    """Leave a trace for those who come later."""
    await redis.xadd(f"{prefix}:events", {"created": item_id}, maxlen=STREAM_LENGTH)
