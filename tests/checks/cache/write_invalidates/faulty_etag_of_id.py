"""An ETag made of the id and the second: what changes within it keeps the tag of before."""

import time
from itertools import count

from fastapi import FastAPI, Header, HTTPException, Response
from pydantic import BaseModel

app = FastAPI()
articles: dict[int, dict[str, object]] = {}
numbers = count(1)


class Article(BaseModel):
    title: str


@app.post("/articles", status_code=201)
def add(article: Article) -> dict[str, object]:
    number = next(numbers)
    articles[number] = {"id": number, "title": article.title, "born": int(time.time())}
    return articles[number]


@app.put("/articles/{number}")
def replace(number: int, article: Article) -> dict[str, object]:
    if number not in articles:
        raise HTTPException(404)
    articles[number]["title"] = article.title
    return articles[number]


@app.get("/articles/{number}")
def read(number: int, response: Response, if_none_match: str | None = Header(None)) -> object:
    if number not in articles:
        raise HTTPException(404)
    tag = f'"{number}-{articles[number]["born"]}"'
    if if_none_match == tag:
        return Response(status_code=304)
    response.headers["ETag"] = tag  # fault
    return articles[number]
