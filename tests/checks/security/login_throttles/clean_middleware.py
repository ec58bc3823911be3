"""Middleware with buckets for what changes things, and an account that is locked."""

from fastapi import FastAPI, HTTPException
from fastapi.middleware import Middleware
from fastapi.responses import JSONResponse
from pydantic import BaseModel, SecretStr
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.checks.security._hardened import Careful


class Buckets:
    def __init__(self, app: ASGIApp, size: int) -> None:
        self.app, self.left = app, size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/auth/login":
            self.left -= 1
            if self.left < 0:
                await JSONResponse({"detail": "too many"}, 429, {"Retry-After": "60"})(scope, receive, send)
                return
        await self.app(scope, receive, send)


app = FastAPI(
    openapi_url=None,
    middleware=[
        Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"]),
        Middleware(Careful),
        Middleware(Buckets, size=40),
    ],
)
locked: dict[str, int] = {}


class Credentials(BaseModel):
    email: str
    password: SecretStr


@app.post("/auth/login")
def login(body: Credentials) -> dict[str, str]:
    raise HTTPException(401, "wrong name or password")


@app.post("/auth/unlock")
def unlock(body: Credentials) -> dict[str, str]:
    locked[body.email] = locked.get(body.email, 0) + 1
    if locked[body.email] > 3:
        raise HTTPException(423, "locked")
    raise HTTPException(401, "wrong name or password")
