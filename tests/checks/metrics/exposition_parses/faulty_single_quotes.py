"""By hand, with values in single quotes."""

from collections import Counter

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse

app = FastAPI()
seen: Counter[str] = Counter()


@app.middleware("http")
async def count(request: Request, call_next):
    try:
        return await call_next(request)
    finally:
        seen[getattr(request.scope.get("route"), "path", "unmatched")] += 1


@app.get("/hello")
async def hello() -> str:
    return "hello"


@app.get("/metrics", response_class=PlainTextResponse, include_in_schema=False)
async def metrics() -> str:  # fault
    lines = ["# HELP requests_total Requests.", "# TYPE requests_total counter"]
    for route, number in seen.items():
        lines.append(f"requests_total{{route='{route}'}} {number}")
    return "\n".join(lines) + "\n"
