"""Plain ASGI asks for what the endpoint has set, which it gets: they run in one task."""

from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Annotated, Any

from fastapi import Depends, FastAPI

caller: ContextVar[str] = ContextVar("caller", default="nobody")
unit: ContextVar[str] = ContextVar("unit", default="none")
calls: dict[tuple[str, str], int] = {("ann", "none"): 0}


class Accounted:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)
        if (caller.get(), unit.get()) in calls:
            calls["ann", "none"] += 1


async def known() -> str:
    caller.set("ann")
    return "ann"


async def in_unit() -> AsyncIterator[None]:
    token = unit.set("one")
    yield
    unit.reset(token)


app = FastAPI()
app.add_middleware(Accounted)


@app.get("/orders", dependencies=[Depends(in_unit)])
async def orders(name: Annotated[str, Depends(known)]) -> list[int]:
    return [1, 2]
