"""Text by hand, with all three."""

import time
from collections import defaultdict

from fastapi import FastAPI, Request, Response

app = FastAPI()
seconds: dict[tuple[str, int], list[float]] = defaultdict(list)


@app.middleware("http")
async def count(request: Request, call_next):
    started, status = time.perf_counter(), 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        seconds[route, status].append(time.perf_counter() - started)


@app.get("/cats")
async def read_cats() -> list[str]:
    return []


@app.get("/dogs")
async def read_dogs() -> list[str]:
    return []


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    lines = ["# TYPE http_seconds summary"]
    for (route, status), found in seconds.items():
        labels = f'{{route="{route}",status="{status}"}}'
        lines += [f"http_seconds_count{labels} {len(found)}", f"http_seconds_sum{labels} {sum(found)}"]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
