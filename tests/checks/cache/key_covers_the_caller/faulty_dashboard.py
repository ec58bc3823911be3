"""A cache service that each request is given: who asks is part of the answer, and not of the key."""

import json
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


def user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


class CacheService:
    async def get(self, key: str) -> Any:
        try:
            stored = await redis.get(key)
            return json.loads(stored) if stored is not None else None
        except (RedisError, ValueError):
            return None

    async def put(self, key: str, value: Any) -> None:
        try:
            await redis.setex(key, 120, json.dumps(value))
        except RedisError:
            pass


Service = Annotated[CacheService, Depends()]
User = Annotated[str, Depends(user)]


@app.get("/dashboard")
async def dashboard(user: User, cache: Service) -> Any:
    known = await cache.get("dashboard:v1")  # fault
    if known is None:
        known = {"owner": user, "widgets": ["orders", "wishes"]}
        await cache.put("dashboard:v1", known)
    return known


@app.get("/profile")
async def profile(user: User, cache: Service) -> Any:
    known = await cache.get(f"profile:{user}")
    if known is None:
        known = {"name": user}
        await cache.put(f"profile:{user}", known)
    return known
