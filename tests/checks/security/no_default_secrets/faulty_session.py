"""The key of signed cookies, written where the middleware is added."""

from fastapi import Request
from starlette.middleware.sessions import SessionMiddleware

from tests.checks.security._hardened import hardened

app = hardened()
app.add_middleware(SessionMiddleware, secret_key="q8w7e6r5t4", https_only=True)  # fault


@app.get("/visits")
def visits(request: Request) -> int:
    request.session["visits"] = request.session.get("visits", 0) + 1
    return int(request.session["visits"])
