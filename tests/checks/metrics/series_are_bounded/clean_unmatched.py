"""Pure ASGI: routes or none, methods that are known, the types of exceptions."""

import time

from fastapi import APIRouter, FastAPI, HTTPException
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, make_asgi_app

registry = CollectorRegistry()
TOTAL = Counter("srv_requests", "Requests.", ["method", "route", "status"], registry=registry)
ACTIVE = Gauge("srv_in_progress", "In progress.", ["method"], registry=registry)
SECONDS = Histogram("srv_seconds", "Seconds.", ["method", "route"], registry=registry)
RAISED = Counter("srv_exceptions", "Exceptions.", ["type"], registry=registry)
KNOWN = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Metered:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        method = scope["method"] if scope["method"] in KNOWN else "OTHER"
        status, start = 500, time.perf_counter()

        async def sending(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with ACTIVE.labels(method).track_inprogress():
            try:
                await self.app(scope, receive, sending)
            except Exception as error:
                RAISED.labels(type(error).__qualname__).inc()
                raise
            finally:
                route = getattr(scope.get("route"), "path_format", "unmatched")
                TOTAL.labels(method, route, status).inc()
                SECONDS.labels(method, route).observe(time.perf_counter() - start)


v1 = APIRouter(prefix="/v1")


@v1.get("/users/{user_id}")
async def user(user_id: int) -> int:
    if user_id > 10**6:
        raise HTTPException(404)
    return user_id


app = FastAPI()
app.include_router(v1)
app.mount("/metrics", make_asgi_app(registry=registry))
app.add_middleware(Metered)
