"""A pattern with dots that mean any letter, and no end to the name before the domain."""

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

middleware = [
    Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"]),
    Middleware(Careful),
    Middleware(CORSMiddleware, allow_origin_regex="https://.*shop.example", allow_credentials=True),  # fault
]
app = FastAPI(openapi_url=None, middleware=middleware)


@app.get("/account")
def account() -> dict[str, int]:
    return {"balance": 3}
