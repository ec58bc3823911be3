"""An app that a function makes, whose workers share a folder."""

import os

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Summary, make_asgi_app
from prometheus_client.multiprocess import MultiProcessCollector

SECONDS = Summary("page_seconds", "Duration.", ["page"])


def exposed() -> CollectorRegistry | None:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return None
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/pages")
    async def read_pages() -> list[str]:
        with SECONDS.labels("pages").time():
            return []

    registry = exposed()
    app.mount("/metrics", make_asgi_app(registry) if registry is not None else make_asgi_app())
    return app


app = create_app()
