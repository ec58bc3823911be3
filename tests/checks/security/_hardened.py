"""An app with nothing to find in it, for twins that need one fault only."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKENS = {"token-of-ann": "ann", "token-of-bob": "bob"}


class Careful:
    """Adds the headers that make browsers careful."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"x-content-type-options", b"nosniff")]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def hardened(**options: Any) -> FastAPI:
    """Return an app without documentation, that knows its host and sets the headers."""
    app = FastAPI(openapi_url=None, **options)
    app.add_middleware(Careful)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"])
    return app


def bearer(request: Request) -> str:
    """Return who calls, by a token in the header that is looked up."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme != "Bearer" or token not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return TOKENS[token]
