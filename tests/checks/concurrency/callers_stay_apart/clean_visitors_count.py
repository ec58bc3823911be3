"""Counters, limits and windows are everybody's; what is shown of a caller is its own."""

import time
from collections import Counter

from fastapi import FastAPI, HTTPException, Request, Response

app = FastAPI()
hits: Counter[str] = Counter()
online: set[str] = set()


@app.get("/limits")
async def limits(request: Request, response: Response) -> dict[str, object]:
    address = request.headers.get("x-forwarded-for", "unknown")
    hits[address] += 1
    if hits[address] > 100:
        raise HTTPException(429, "Slow down")
    response.headers["X-Remaining"] = str(100 - hits[address])
    return {"address": address, "all": sum(hits.values()), "minute": int(time.time() // 60)}


@app.get("/online")
async def who(request: Request) -> dict[str, object]:
    user = request.headers.get("x-user", "guest")
    online.add(user)
    return {"you": user, "online": len(online)}
