"""Credentials looked at in middleware, for all paths but some that are named; the user is put into the state."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware import Middleware
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import TOKENS, Careful

PUBLIC = ("/health", "/news")


class Authentication(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if not request.url.path.startswith(PUBLIC):
            token = request.headers.get("authorization", "").removeprefix("Bearer ")
            if token not in TOKENS:
                return JSONResponse({"error": {"code": "unauthenticated"}}, 401, {"WWW-Authenticate": "Bearer"})
            request.state.user = TOKENS[token]
        return await call_next(request)


app = FastAPI(
    openapi_url=None,
    middleware=[
        Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"]),
        Middleware(Careful),
        Middleware(Authentication),
    ],
)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "up"}


@app.get("/news/{number}")
def news(number: int) -> dict[str, int]:
    return {"number": number}


@app.get("/me")
def me(request: Request) -> dict[str, str]:
    return {"name": request.state.user}


@app.post("/notes", status_code=201)
def note(request: Request, text: str = "x") -> dict[str, str]:
    return {"text": text, "author": request.state.user}
