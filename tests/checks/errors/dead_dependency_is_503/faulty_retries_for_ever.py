"""A loop waits for Redis to come back, however long that takes, while the caller waits too."""

import asyncio

from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from tests.checks.errors._base import make_app

redis = Redis(host="localhost", port=6379, socket_timeout=1, socket_connect_timeout=1, decode_responses=True)
app = make_app("detail")


async def patiently(key: str) -> str | None:
    while True:  # fault
        try:
            return await redis.get(key)  # fault
        except (RedisConnectionError, RedisTimeoutError):
            await asyncio.sleep(0.5)  # fault


@app.get("/motd")
async def message_of_the_day() -> dict[str, str | None]:
    return {"message": await patiently("motd")}
