"""Keys that are new each time and are no cache's: idempotency keys, requests by their number, and who is online."""

import json
import time
import uuid
from typing import Annotated

from fastapi import FastAPI, Header, Response
from pydantic import BaseModel

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


class Payment(BaseModel):
    cents: int = 100


@app.post("/payments", status_code=201)
async def pay(payment: Payment, idempotency_key: Annotated[str, Header()] = "k") -> dict[str, str | int]:
    key = f"idempotent:{idempotency_key}"
    stored = await redis.get(key)
    if stored is not None:
        return dict(json.loads(stored))
    made: dict[str, str | int] = {"id": uuid.uuid4().hex, "cents": payment.cents}
    await redis.set(key, json.dumps(made), ex=86_400, nx=True)
    return made


@app.get("/status")
async def status(response: Response) -> dict[str, bool]:
    number = uuid.uuid4().hex
    response.headers["X-Request-Id"] = number
    if await redis.get(f"request:{number}") is None:
        await redis.set(f"request:{number}", int(time.time()), ex=60)
    return {"up": True}


@app.get("/online")
async def online(x_client: Annotated[str, Header()] = "c") -> int:
    now = time.time()
    async with redis.pipeline() as pipe:
        pipe.zadd("online", {x_client: now})
        pipe.zremrangebyscore("online", 0, now - 60)
        pipe.zcard("online")
        return int((await pipe.execute())[-1])
