"""Redis clients that give up soon, as the apps here set theirs up."""

from __future__ import annotations

from typing import Any

import redis
import redis.asyncio
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.retry import Retry

_URL = "redis://localhost:6379/0"
_SECONDS = 0.3


def asynchronous(**options: Any) -> Any:
    """Return a client for `async def`."""
    times = {"socket_timeout": _SECONDS, "socket_connect_timeout": _SECONDS}
    return redis.asyncio.Redis.from_url(_URL, retry=AsyncRetry(NoBackoff(), 0), **times, **options)


def synchronous(**options: Any) -> Any:
    """Return a client for `def`."""
    times = {"socket_timeout": _SECONDS, "socket_connect_timeout": _SECONDS}
    return redis.Redis.from_url(_URL, retry=Retry(NoBackoff(), 0), **times, **options)
