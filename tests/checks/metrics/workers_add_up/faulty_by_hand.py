"""A dictionary, of which each process has its own."""

from collections import Counter

from fastapi import FastAPI, Request, Response

app = FastAPI()
requests: Counter[str] = Counter()


@app.middleware("http")
async def count(request: Request, call_next):
    requests[getattr(request.scope.get("route"), "path", "unmatched")] += 1
    return await call_next(request)


@app.get("/hello")
async def hello() -> str:
    return "hello"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:  # fault
    lines = ["# TYPE requests_total counter"]
    lines += [f'requests_total{{route="{route}"}} {number}' for route, number in requests.items()]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
