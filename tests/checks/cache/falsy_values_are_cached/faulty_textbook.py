"""The cache as textbooks show it: each of its faults is a finding of its own."""

import redis
from fastapi import FastAPI

app = FastAPI()
r = redis.Redis(host="localhost", decode_responses=True)

ALSO = ("cache.entries-expire", "cache.outage-is-survived")


@app.get("/greetings/{name}")
async def greeting(name: str) -> str:
    data = r.get(f"greeting:{name}")
    if data:  # fault
        return data
    text = f"Hello, {name}!"
    r.set(f"greeting:{name}", text)
    return text
