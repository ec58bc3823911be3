"""A cache that all share, around a function that takes the request."""

from cachetools import LRUCache, cached
from fastapi import FastAPI, Request

app = FastAPI()


class Text:
    def __init__(self, request: Request) -> None:
        self.path = request.url.path


@cached(LRUCache(maxsize=64))  # fault
def shown(text: Text) -> dict[str, str]:
    return {"path": text.path}


@app.get("/about")
def about(request: Request) -> dict[str, str]:
    return shown(Text(request))
