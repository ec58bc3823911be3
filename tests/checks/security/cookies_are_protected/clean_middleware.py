"""Sessions by Starlette's middleware, sent over HTTPS only; no cookies at all elsewhere."""

import secrets

from fastapi import Request
from starlette.middleware.sessions import SessionMiddleware

from tests.checks.security._hardened import hardened

app = hardened()
app.add_middleware(SessionMiddleware, secret_key=secrets.token_hex(16), https_only=True, same_site="strict")


@app.get("/visits")
def visits(request: Request) -> int:
    request.session["visits"] = request.session.get("visits", 0) + 1
    return int(request.session["visits"])


@app.get("/plain")
def plain() -> str:
    return "x"
