"""A counter in the endpoint itself, by the id of what was made."""

import itertools

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import PlainTextResponse
from prometheus_client import CollectorRegistry, Counter, generate_latest
from pydantic import BaseModel

registry = CollectorRegistry()
VIEWS = Counter("article_views", "Views.", ["article"], registry=registry)
router = APIRouter(prefix="/articles")
articles: dict[int, str] = {}
numbers = itertools.count(1)


class Article(BaseModel):
    title: str


@router.post("", status_code=201)
async def create(article: Article) -> dict[str, int]:
    number = next(numbers)
    articles[number] = article.title
    return {"id": number}


@router.get("/{article_id}")
async def read(article_id: int) -> dict[str, str]:
    if article_id not in articles:
        raise HTTPException(404)
    VIEWS.labels(str(article_id)).inc()  # fault
    return {"title": articles[article_id]}


app = FastAPI()
app.include_router(router)


@app.get("/metrics", include_in_schema=False)
async def metrics() -> PlainTextResponse:
    return PlainTextResponse(generate_latest(registry))
