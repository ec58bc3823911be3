"""A counter in Redis: without Redis the operation is a 500."""

from redis.asyncio import Redis

from tests.checks.errors._base import make_app

redis = Redis.from_url("redis://localhost:6379/0", decode_responses=True)
app = make_app("envelope")


@app.post("/visits")
async def visit() -> dict[str, int]:
    count = await redis.incr("visits")  # fault
    return {"visits": count}


@app.get("/health")
async def health() -> str:
    return "ok"
