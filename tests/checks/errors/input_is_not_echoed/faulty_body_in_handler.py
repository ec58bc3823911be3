"""The validation handler is the team's own and helpfully sends the body back."""

import json

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field

from tests.checks.errors._base import Text, make_app, without_input

app = make_app("detail")


class Login(BaseModel):
    username: str = Field(min_length=2)
    password: Text


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> Response:
    body = {"detail": without_input(exc.errors()), "body": exc.body}
    return Response(json.dumps(body, default=str), 422, media_type="application/json")  # fault


@app.post("/login")
async def login(form: Login) -> dict[str, str]:
    return {"hello": form.username}
