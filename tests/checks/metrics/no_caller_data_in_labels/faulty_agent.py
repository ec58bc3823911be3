"""A middleware that tells clients apart by what they call themselves."""

from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, make_asgi_app

registry = CollectorRegistry()
CLIENTS = Counter("clients", "Requests.", ["client"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    agent = request.headers.get("user-agent", "none")[:40]
    CLIENTS.labels(agent).inc()  # fault
    return await call_next(request)


@app.get("/hello")
def hello() -> str:
    return "hello"


app.mount("/metrics", make_asgi_app(registry=registry))
