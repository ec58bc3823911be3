"""The last requests are kept for a page of diagnostics, each in a collection with a bound."""

from collections import deque

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.responses import Response

recent: deque[str] = deque(maxlen=100)
slowest: list[str] = []
counts: dict[str, int] = {}

app = FastAPI()


class Recent(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        recent.append(request.url.path)
        slowest.append(request.url.path)
        del slowest[:-50]
        counts[request.method] = counts.get(request.method, 0) + 1
        return await call_next(request)


app.add_middleware(Recent)


@app.get("/diagnostics")
async def diagnostics() -> dict[str, list[str]]:
    return {"recent": list(recent), "slowest": slowest}
