"""Helpers of the routes: they take the request, so they may say what it is answered."""

from fastapi import FastAPI, Request

from .checking import require_user
from .services.items import everything

app = FastAPI()


@app.get("/items")
def read_items(request: Request) -> list[str]:
    require_user(request)
    return everything()
