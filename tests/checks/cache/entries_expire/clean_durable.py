"""What is in Redis for good is no cache: views, members, carts, flags, marks and queues have no time to live."""

import json

from fastapi import FastAPI, Header

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


@app.get("/articles/{number}")
async def article(number: int) -> dict[str, int]:
    views = await redis.incr(f"views:{number}")
    return {"number": number, "views": views}


@app.get("/visits")
async def visits() -> dict[str, int]:
    known = await redis.get("visits")
    count = int(known) + 1 if known is not None else 1
    await redis.set("visits", count)
    return {"visits": count}


@app.get("/unique/{number}")
async def unique(number: int, user: str = "ann") -> dict[str, int]:
    if await redis.get(f"seen:{number}:{user}") is None:
        await redis.set(f"seen:{number}:{user}", 1)
        await redis.incr(f"unique:{number}")
    return {"views": int(await redis.get(f"unique:{number}"))}


@app.get("/members/{name}")
async def member(name: str) -> dict[str, bool]:
    await redis.sadd("members", name)
    return {"member": bool(await redis.sismember("members", name))}


@app.post("/cart")
async def add(sku: str, x_session: str = Header("s1")) -> list[str]:
    stored = await redis.get(f"cart:{x_session}") or "[]"
    items = [*json.loads(stored), sku]
    await redis.set(f"cart:{x_session}", json.dumps(items))
    return items


@app.get("/cart")
async def cart(x_session: str = Header("s1")) -> list[str]:
    stored = await redis.get(f"cart:{x_session}")
    if stored is None:
        await redis.set(f"cart:{x_session}", "[]")
        return []
    return [str(one) for one in json.loads(stored)]


@app.get("/new")
async def new() -> dict[str, bool]:
    return {"new": await redis.get("flag:new") == "on"}


@app.get("/jobs")
async def jobs() -> dict[str, str | None]:
    await redis.rpush("jobs", "mail")
    return {"job": await redis.lpop("jobs")}
