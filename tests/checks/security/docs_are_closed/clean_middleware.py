"""Middleware that shows the documentation to who has a token."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware import Middleware
from fastapi.responses import PlainTextResponse
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import TOKENS, Careful

DOCUMENTATION = ("/docs", "/redoc", "/openapi.json")


class DocsForDevelopers(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if request.url.path.startswith(DOCUMENTATION) and token not in TOKENS:
            return PlainTextResponse("not found", 404)
        return await call_next(request)


app = FastAPI(
    middleware=[
        Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"]),
        Middleware(Careful),
        Middleware(DocsForDevelopers),
    ]
)


@app.get("/things")
async def things() -> list[int]:
    return [1]
