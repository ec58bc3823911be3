"""Every reader of the settings waits for the one connection to Redis."""

from fastapi import FastAPI
from redis.asyncio import BlockingConnectionPool, Redis

ALSO: list[str] = []

app = FastAPI()
redis = Redis(connection_pool=BlockingConnectionPool(max_connections=1, timeout=20, decode_responses=True))


class Settings:
    async def read(self) -> dict[str, str]:
        return await redis.hgetall("settings")  # fault


@app.get("/settings")
async def settings() -> dict[str, str]:
    return await Settings().read()
