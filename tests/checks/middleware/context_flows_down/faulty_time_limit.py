"""A limit of time runs the routes in a task of their own: the log around it does not know who called."""

import asyncio
import logging
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger("shop.access")
caller: ContextVar[str] = ContextVar("caller", default="-")


class AccessLog:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if scope["type"] == "http":
            log.info("%s %s", scope["path"], caller.get())


class TimeLimit:
    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self.app, self.seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # fault
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        task = asyncio.create_task(self.app(scope, receive, send))  # type: ignore[arg-type]
        done, _ = await asyncio.wait({task}, timeout=self.seconds)
        if task in done:
            task.result()
            return
        task.cancel()
        await JSONResponse({"detail": "that took too long"}, 504)(scope, receive, send)


app = FastAPI()
app.add_middleware(TimeLimit, seconds=60)
app.add_middleware(AccessLog)


async def known() -> str:
    caller.set("ann")
    return "ann"


@app.get("/things")
async def things(name: Annotated[str, Depends(known)]) -> list[str]:
    return [name]
