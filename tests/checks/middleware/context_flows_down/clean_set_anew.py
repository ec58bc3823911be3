"""Each layer has its own span, made of the one around it; what is inside another task is a span of that task."""

import asyncio
from contextvars import ContextVar
from typing import Any

from fastapi import FastAPI, Request

span: ContextVar[tuple[str, ...]] = ContextVar("span", default=())


class Spanned:
    def __init__(self, app: Any, name: str) -> None:
        self.app = app
        self.name = name

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        token = span.set((*span.get(), self.name))
        try:
            await asyncio.create_task(self.app(scope, receive, send))
        finally:
            span.reset(token)


def create_app() -> FastAPI:
    made = FastAPI()
    made.add_middleware(Spanned, name="inner")

    @made.middleware("http")
    async def between(request: Request, call_next: Any) -> Any:
        span.set((*span.get(), "between"))
        return await call_next(request)

    made.add_middleware(Spanned, name="outer")

    @made.get("/spans")
    async def spans() -> list[str]:
        span.set((*span.get(), "endpoint"))
        return list(span.get())

    return made


app = create_app()
