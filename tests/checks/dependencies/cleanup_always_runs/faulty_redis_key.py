"""A key in Redis lets one import run at a time, unless one has failed."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI, HTTPException
from redis.asyncio import Redis

redis = Redis()


async def one_at_a_time() -> AsyncIterator[None]:
    if not await redis.set("import:running", "1", nx=True, px=50):
        raise HTTPException(409, "an import is running")
    yield
    await redis.delete("import:running")  # fault


app = FastAPI()


@app.post("/imports", status_code=202, dependencies=[Depends(one_at_a_time)])
async def start_import() -> dict[str, str]:
    return {"status": "accepted"}
