"""Headers by a handler for each kind of answer: the responses of a router, errors, pages."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

HEADERS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"}


class Careful(JSONResponse):
    def __init__(self, content: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(content, *args, **kwargs)
        self.headers.update(HEADERS)


app = FastAPI(openapi_url=None, default_response_class=Careful)


@app.middleware("http")
async def pages(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    if response.headers.get("content-type", "").startswith("text/"):
        response.headers.update(HEADERS)
    return response


app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"])


@app.exception_handler(StarletteHTTPException)
async def refused(request: Request, error: StarletteHTTPException) -> Response:
    response = await http_exception_handler(request, error)
    response.headers.update(HEADERS)
    return response


@app.get("/things")
async def things() -> list[int]:
    return [1]


@app.get("/teapots")
async def teapots() -> None:
    raise HTTPException(404, "no teapots")


@app.get("/page")
async def page() -> HTMLResponse:
    return HTMLResponse("<p>hello</p>")
