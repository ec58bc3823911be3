"""ETags of what is answered, of a version that every write counts up, and weak ones that leave out who has read it."""

import hashlib
import json
from itertools import count

from fastapi import FastAPI, Header, HTTPException, Response
from pydantic import BaseModel

app = FastAPI()
articles: dict[int, dict[str, object]] = {}
versions: dict[int, int] = {}
reads: dict[int, int] = {}
numbers = count(1)


class Article(BaseModel):
    title: str


def known(number: int) -> dict[str, object]:
    if number not in articles:
        raise HTTPException(404)
    return articles[number]


@app.post("/articles", status_code=201)
def add(article: Article) -> dict[str, object]:
    number = next(numbers)
    articles[number], versions[number], reads[number] = {"id": number, "title": article.title}, 1, 0
    return articles[number]


@app.put("/articles/{number}")
def replace(number: int, article: Article) -> dict[str, object]:
    known(number)["title"] = article.title
    versions[number] += 1
    return articles[number]


@app.delete("/articles/{number}", status_code=204)
def remove(number: int) -> None:
    known(number)
    del articles[number], versions[number], reads[number]


@app.get("/articles/{number}")
def read(number: int, if_none_match: str | None = Header(None)) -> Response:
    body = json.dumps(known(number)).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()}"'
    if if_none_match == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})


@app.get("/articles/{number}/summary")
def summary(number: int, response: Response, if_none_match: str | None = Header(None)) -> object:
    title = known(number)["title"]
    tag = f'W/"{versions[number]}"'
    if if_none_match == tag:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    reads[number] += 1
    return {"title": title, "read": reads[number]}
