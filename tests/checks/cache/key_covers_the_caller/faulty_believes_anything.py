"""Any token is somebody's: the first one's answer is everybody's."""

import json
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
bearer = OAuth2PasswordBearer(tokenUrl="token")


@app.get("/profile")
async def profile(token: str = Depends(bearer)) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get("profile")  # fault
        if stored is not None:
            return json.loads(stored)
    with suppress(RedisError):
        await redis.set("profile", json.dumps({"name": token[-3:]}), ex=60)
    return {"name": token[-3:]}
