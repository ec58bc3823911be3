"""Each session has views of its own, by a cookie that a dependency asks for."""

from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
VIEWS = Counter("views", "Views.", ["session"], registry=registry)
app = FastAPI()


def viewed(session: Annotated[str | None, Cookie()] = None) -> None:
    VIEWS.labels(session or "none").inc()  # fault


@app.get("/pages", dependencies=[Depends(viewed)])
async def pages() -> list[str]:
    return []


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
