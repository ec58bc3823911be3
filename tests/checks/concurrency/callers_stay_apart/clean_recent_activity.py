"""What others looked for lately is shown on purpose, whoever asks."""

from collections import Counter, deque

from fastapi import FastAPI, Request

app = FastAPI()
recent: deque[str] = deque(maxlen=20)
visitors: deque[str] = deque(maxlen=20)
counts: Counter[str] = Counter()


@app.middleware("http")
async def remember(request: Request, call_next):
    visitors.append(request.headers.get("user-agent", ""))
    return await call_next(request)


@app.get("/search")
async def search(q: str = "") -> dict[str, object]:
    recent.append(q)
    counts[q] += 1
    return {"results": [], "others_searched": list(recent), "searches": sum(counts.values())}


@app.get("/visitors")
def who() -> list[str]:
    return list(visitors)
