"""Ordinary values are repeated, which helps the caller; nothing secret is ever sent to this app."""

import json

from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field

from tests.checks.errors._base import make_app

app = make_app("detail")
SHELVES = {"a1", "b2"}


class Book(BaseModel):
    title: str = Field(max_length=20)
    pages: int = Field(ge=1)


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> Response:
    problems = [{"loc": e["loc"], "msg": e["msg"], "type": e["type"], "input": repr(e["input"])} for e in exc.errors()]
    return Response(json.dumps({"detail": problems}, default=str), 422, media_type="application/json")


@app.post("/shelves/{shelf}/books", status_code=201)
async def add_book(shelf: str, book: Book) -> Book:
    if shelf not in SHELVES:
        raise HTTPException(404, f"There is no shelf {shelf}, only {sorted(SHELVES)}")
    return book
