"""Validation errors are answered 200 by the handler, with a code inside."""

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

ALSO = ("errors.statuses-are-documented", "errors.response-fits-its-schema")

app = make_app("detail")


class Vote(BaseModel):
    party: Text
    weight: int


@app.exception_handler(RequestValidationError)
def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse({"code": 422, "success": False, "detail": "invalid"})  # fault


@app.post("/votes", status_code=201)
def vote(vote: Vote) -> Vote:
    return vote
