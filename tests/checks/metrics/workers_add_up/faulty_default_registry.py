"""The registry of the process, whichever process that is."""

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

REQUESTS = Counter("http_requests_total", "Requests.", ["route", "status"])
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    status = 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        REQUESTS.labels(getattr(request.scope.get("route"), "path", "unmatched"), status).inc()


@app.get("/hello")
async def hello() -> str:
    return "hello"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:  # fault
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
