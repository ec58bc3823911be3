"""A middleware notes how long each request took, and keeps it all for the statistics."""

import time

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.responses import Response

app = FastAPI()
app.state.timings = []


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        started = time.perf_counter()
        response = await call_next(request)
        timings = request.app.state.timings
        timings.append((request.url.path, time.perf_counter() - started))  # fault
        return response


app.add_middleware(Timing)


@app.get("/statistics")
async def statistics(request: Request) -> dict[str, float]:
    timings = request.app.state.timings
    return {"mean": sum(seconds for _, seconds in timings) / max(len(timings), 1)}


@app.get("/items")
async def items() -> list[str]:
    return ["apple"]
