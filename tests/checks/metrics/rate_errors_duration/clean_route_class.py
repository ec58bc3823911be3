"""A route class counts outcomes in words, and how long each endpoint takes."""

import time

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.routing import APIRoute
from prometheus_client import CollectorRegistry, Counter, Histogram, make_asgi_app

registry = CollectorRegistry()
CALLS = Counter("words_calls", "Calls.", ["endpoint", "outcome"], registry=registry)
SECONDS = Histogram("words_seconds", "Seconds.", ["endpoint"], registry=registry)


class Measured(APIRoute):
    def get_route_handler(self):
        handle = super().get_route_handler()

        async def measured(request: Request):
            start = time.perf_counter()
            outcome = "crashed"
            try:
                response = await handle(request)
                outcome = "answered"
                return response
            except HTTPException:
                outcome = "refused"
                raise
            finally:
                CALLS.labels(self.name, outcome).inc()
                SECONDS.labels(self.name).observe(time.perf_counter() - start)

        return measured


router = APIRouter(route_class=Measured)


@router.get("/items/{item_id}")
async def item(item_id: int) -> int:
    if item_id > 10**6:
        raise HTTPException(404)
    return item_id


@router.get("/hello")
def hello() -> str:
    return "hello"


app = FastAPI()
app.include_router(router)
app.mount("/metrics", make_asgi_app(registry=registry))
