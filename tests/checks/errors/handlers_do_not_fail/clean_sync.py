"""Sync handlers, by class and by status code, as functions, methods and partials."""

import functools

from fastapi import HTTPException, Request, Response
from pydantic import BaseModel

from tests.checks.errors._base import Text, failure, make_app

app = make_app("envelope")


class Closed(Exception):
    pass


class Full(Exception):
    pass


class Refusals:
    def closed(self, request: Request, exc: Closed) -> Response:
        return failure("envelope", 403, "Closed")


def answer(request: Request, exc: Exception, *, status: int) -> Response:
    return failure("envelope", status, "Full")


@app.exception_handler(404)
def not_found(request: Request, exc: HTTPException) -> Response:
    return failure("envelope", 404, f"Nothing at {request.url.path}")


class Entry(BaseModel):
    name: Text
    age: int


app.add_exception_handler(Closed, Refusals().closed)
app.add_exception_handler(Full, functools.partial(answer, status=409))


@app.post("/entries")
def enter(entry: Entry) -> str:
    if entry.age > 99:
        raise Closed
    if len(entry.name) > 20:
        raise Full
    if not entry.name:
        raise HTTPException(404, "Nobody")
    return entry.name
