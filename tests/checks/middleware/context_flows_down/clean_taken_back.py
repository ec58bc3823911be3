"""Who set a variable takes it back: a middleware before the log asks, a dependency at its end."""

import logging
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger("shop.access")
tenant: ContextVar[str] = ContextVar("tenant", default="-")
unit: ContextVar[str] = ContextVar("unit", default="-")


class AccessLog:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if scope["type"] == "http":
            log.info("%s %s %s", scope["path"], tenant.get(), unit.get())


class Tenants:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = tenant.set("nobody")
        try:
            await self.app(scope, receive, send)
        finally:
            tenant.reset(token)


app = FastAPI()
app.add_middleware(Tenants)
app.add_middleware(AccessLog)


async def working() -> AsyncIterator[str]:
    token = unit.set("open")
    tenant.set("shop")
    yield tenant.get()
    unit.reset(token)


@app.get("/things")
async def things(name: Annotated[str, Depends(working)]) -> list[str]:
    return [name]
