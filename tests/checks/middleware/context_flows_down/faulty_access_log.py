"""An access log outside of a function of middleware asks who called: a dependency set that further inside."""

import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger("shop.access")
caller: ContextVar[str | None] = ContextVar("caller", default=None)


class AccessLog:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if scope["type"] == "http":
            log.info("%s asked for %s", caller.get(), scope["path"])


app = FastAPI()


@app.middleware("http")
async def timed(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:  # fault
    response = await call_next(request)
    response.headers["x-version"] = "7"
    return response


app.add_middleware(AccessLog)


async def known(x_name: Annotated[str, Header()] = "somebody") -> str:
    caller.set(x_name)
    return x_name


@app.get("/things")
async def things(name: Annotated[str, Depends(known)]) -> list[str]:
    return [name]
