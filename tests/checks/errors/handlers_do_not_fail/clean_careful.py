"""Handlers that meet every odd request: no body, no second loc, bytes that are no text, ctx that is no JSON."""

import json
import logging

from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, field_validator
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import Text, allowed_methods, failure, make_app

log = logging.getLogger(__name__)
app = make_app("detail")


class Poem(BaseModel):
    title: Text
    lines: list[Text] = []

    @field_validator("title")
    @classmethod
    def titled(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("a poem has a title")
        return value


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> Response:
    first = exc.errors()[0]
    field = str(first["loc"][-1]) if first["loc"] else "the request"
    context = {key: str(value) for key, value in first.get("ctx", {}).items()}
    body = json.dumps({"detail": f"Check {field}: {first['msg']}", "ctx": context})
    return Response(body, 422, media_type="application/json")


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> Response:
    text = (await request.body()).decode(errors="replace")
    log.info("refused %d characters", len(text))
    headers = dict(exc.headers or {})
    if exc.status_code == 405:
        headers["Allow"] = ", ".join(allowed_methods(request))
    return failure("detail", exc.status_code, exc.detail, headers=headers)


@app.post("/poems", status_code=201)
async def add_poem(poem: Poem) -> Poem:
    if len(poem.lines) > 100:
        raise HTTPException(413, "Too long")
    return poem
