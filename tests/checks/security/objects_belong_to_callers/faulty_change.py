"""Articles are for all to read and their owners to change: PATCH forgets who the owner is."""

from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
articles: dict[int, dict[str, Any]] = {}
numbers = count(1)
User = Annotated[str, Depends(bearer)]


class Text(BaseModel):
    text: str


def existing(article_id: int) -> dict[str, Any]:
    if article_id not in articles:
        raise HTTPException(404, "no such article")
    return articles[article_id]


def own(user: User, article: Annotated[dict[str, Any], Depends(existing)]) -> dict[str, Any]:
    if article["owner"] != user:
        raise HTTPException(403, "somebody else's")
    return article


@app.post("/articles", status_code=201)
def write(user: User, body: Text) -> dict[str, Any]:
    number = next(numbers)
    articles[number] = {"id": number, "text": body.text, "owner": user}
    return articles[number]


@app.get("/articles/{article_id}")
def read(article: Annotated[dict[str, Any], Depends(existing)]) -> dict[str, Any]:
    return article


@app.put("/articles/{article_id}")
def replace(article: Annotated[dict[str, Any], Depends(own)], body: Text) -> dict[str, Any]:
    article["text"] = body.text
    return article


@app.patch("/articles/{article_id}")
def change(user: User, article: Annotated[dict[str, Any], Depends(existing)], body: Text) -> dict[str, Any]:  # fault
    article["text"] = body.text
    return article
