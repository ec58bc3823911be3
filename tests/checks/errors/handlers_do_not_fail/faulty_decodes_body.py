"""The HTTP handler logs the refused body, and decodes it as UTF-8, which it need not be."""

import logging

from fastapi import HTTPException, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import Text, allowed_methods, failure, make_app

ALSO = ("errors.no-input-crashes", "errors.http-semantics")

log = logging.getLogger(__name__)
app = make_app("detail")


class Poem(BaseModel):
    title: Text


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> Response:
    text = (await request.body()).decode()  # fault
    log.info("refused %d characters with %d", len(text), exc.status_code)
    headers = dict(exc.headers or {})
    if exc.status_code == 405:
        headers["Allow"] = ", ".join(allowed_methods(request))
    return failure("detail", exc.status_code, exc.detail, headers=headers)


@app.post("/poems", status_code=201)
async def add_poem(poem: Poem) -> Poem:
    if poem.title == "untitled":
        raise HTTPException(409, "Give it a title")
    return poem
