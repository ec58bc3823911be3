"""FastAPI's own pages, behind a middleware that asks for a password; a mounted app whose pages are 404."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

app = FastAPI()
inner = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.middleware("http")
async def closed(request: Request, call_next: Any) -> Any:
    if request.url.path in ("/docs", "/redoc", "/openapi.json"):
        return PlainTextResponse("who are you?", 401, headers={"WWW-Authenticate": "Basic"})
    return await call_next(request)


app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])


@inner.get("/users")
def users() -> list[str]:
    return ["ann"]


app.mount("/inner", inner)
