"""A summary and a counter of all requests alike."""

from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, Summary, make_asgi_app

registry = CollectorRegistry()
SECONDS = Summary("seconds", "Seconds.", registry=registry)
REQUESTS = Counter("rq", "Requests.", ["status"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def measure(request: Request, call_next):
    status = 500
    try:
        with SECONDS.time():
            response = await call_next(request)
        status = response.status_code
        return response
    finally:
        REQUESTS.labels(status).inc()


@app.get("/a")
async def a() -> str:
    return "a"


@app.get("/b")
async def b() -> str:
    return "b"


app.mount("/metrics", make_asgi_app(registry=registry))  # fault
