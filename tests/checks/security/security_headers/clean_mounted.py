"""An app around the app: what is mounted is behind the same middleware."""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

api = FastAPI(openapi_url=None)
app = FastAPI(openapi_url=None)
app.mount("/api/v1", api)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"])
app.add_middleware(Careful)


@api.get("/things")
async def things() -> list[int]:
    return [1]


@api.get("/text", response_class=PlainTextResponse)
async def text() -> str:
    return "<b>not a page</b>"
