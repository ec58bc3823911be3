"""The headers are there, and nobody answers what a browser asks before it sends JSON: 405."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

ALSO = ("middleware.body-size-is-bounded",)

app = FastAPI()


class Item(BaseModel):
    name: str


@app.middleware("http")
async def open_to_all(request: Request, call_next: Any) -> Any:  # fault
    try:
        response = await call_next(request)
    except Exception:
        response = JSONResponse({"detail": "Something went wrong."}, 500)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@app.get("/items")
def items() -> list[str]:
    return ["kettle"]


@app.post("/items")
def add(item: Item) -> Item:
    return item
