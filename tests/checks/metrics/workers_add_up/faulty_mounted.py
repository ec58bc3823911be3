"""The client's own ASGI app, made for one process."""

from fastapi import FastAPI, Request
from prometheus_client import Histogram, make_asgi_app

SECONDS = Histogram("page_seconds", "Duration.", ["page"])


def create_app() -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def measure(request: Request, call_next):
        with SECONDS.labels("all").time():
            return await call_next(request)

    @app.get("/pages")
    async def read_pages() -> list[str]:
        return []

    app.mount("/metrics", make_asgi_app())  # fault
    return app


app = create_app()
