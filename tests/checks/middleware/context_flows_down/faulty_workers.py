"""Requests are handed to workers that began before any of them, in a context of their own."""

import asyncio
from contextvars import Context, ContextVar
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import Headers

tenant: ContextVar[str] = ContextVar("tenant")


def in_turn(app: Any) -> Any:
    async def asgi(scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        await asyncio.get_running_loop().create_task(app(scope, receive, send), context=Context())

    return asgi


class Tenants:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            tenant.set(Headers(scope=scope).get("x-tenant", "nobody"))
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(in_turn)
app.add_middleware(Tenants)


@app.get("/tenant")
async def read() -> str:
    return tenant.get("unknown")
