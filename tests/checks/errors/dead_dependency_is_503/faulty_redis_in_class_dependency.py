"""A class-based dependency looks the session up in Redis, and answers 500 when there is none to ask."""

from typing import Annotated

from fastapi import Depends, Header
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tests.checks.errors._base import make_app

redis = Redis(host="localhost", port=6379, socket_timeout=1, socket_connect_timeout=1)
app = make_app("detail")


class Basket:
    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    async def __call__(self, x_session: Annotated[str, Header(max_length=40)] = "nobody") -> bytes:
        try:
            return await redis.get(f"{self.prefix}:{x_session}") or b""  # fault
        except RedisError as exc:
            raise RuntimeError("no basket") from exc  # fault


@app.get("/basket")
async def basket(content: Annotated[bytes, Depends(Basket("basket"))]) -> dict[str, int]:
    return {"size": len(content)}
