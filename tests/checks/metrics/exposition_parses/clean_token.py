"""Metrics for who has a token."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
HITS = Counter("hits", "Hits.", registry=registry)
app = FastAPI()


def scraper(authorization: Annotated[str, Header()] = "") -> None:
    if authorization != "Bearer scrape":
        raise HTTPException(403)


@app.get("/hit")
async def hit() -> str:
    HITS.inc()
    return "hit"


@app.get("/metrics", include_in_schema=False, dependencies=[Depends(scraper)])
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
