"""Starlette's middleware, with wildcards, around an app that makes links."""

from fastapi import FastAPI, Request
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

inner = FastAPI(openapi_url=None)
inner.add_middleware(Careful)


@inner.get("/things")
def things(request: Request) -> dict[str, str]:
    return {"next": str(request.url_for("things"))}


@inner.post("/things")
def add(name: str) -> str:
    return name


app = TrustedHostMiddleware(inner, allowed_hosts=["*.shop.example", "127.0.0.1"])
