"""A key of an API leads to its tenant: what it leads to is kept by its hash, what a tenant sees by the tenant."""

import hashlib
import json
from contextlib import suppress
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
KEYS = {"token-of-ann": "acme", "token-of-bob": "globex"}
INVOICES = {"acme": ["A-1", "A-2"], "globex": ["G-1"]}


async def recalled(key: str) -> Any:
    with suppress(RedisError, ValueError):
        return json.loads(await redis.get(key) or "null")
    return None


async def keep(key: str, value: Any) -> None:
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=120)


async def tenant(api_key: Annotated[str, Security(APIKeyHeader(name="X-API-Key"))]) -> str:
    name = f"tenant-of:{hashlib.sha256(api_key.encode()).hexdigest()}"
    known = await recalled(name)
    if isinstance(known, str) and known in INVOICES:
        return known
    if api_key not in KEYS:
        raise HTTPException(401)
    await keep(name, KEYS[api_key])
    return KEYS[api_key]


@app.get("/invoices")
async def invoices(tenant: Annotated[str, Depends(tenant)]) -> list[str]:
    known = await recalled(f"t:{tenant}:invoices")
    if isinstance(known, list):
        return [str(one) for one in known]
    await keep(f"t:{tenant}:invoices", INVOICES[tenant])
    return INVOICES[tenant]


@app.get("/currencies")
async def currencies(tenant: Annotated[str, Depends(tenant)]) -> list[str]:
    known = await recalled("currencies")
    if isinstance(known, list):
        return [str(one) for one in known]
    await keep("currencies", ["EUR", "USD"])
    return ["EUR", "USD"]
