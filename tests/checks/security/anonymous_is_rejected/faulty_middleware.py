"""Middleware that is content with any bearer token."""

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.checks.security._hardened import Careful, hardened


class Authentication:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = Request(scope).headers.get("authorization", "") if scope["type"] == "http" else "Bearer"
        if given.startswith("Bearer"):
            await self.app(scope, receive, send)
            return
        response = JSONResponse({"detail": "log in first"}, 401)  # fault
        await response(scope, receive, send)


app = hardened()
app.add_middleware(Authentication)
app.add_middleware(Careful)


@app.get("/invoices")
def invoices() -> list[str]:
    return ["one"]


@app.get("/customers")
def customers() -> list[str]:
    return ["two"]
