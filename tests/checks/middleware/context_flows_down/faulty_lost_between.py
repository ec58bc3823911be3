"""Plain ASGI asks for what the endpoint has set, and a middleware between them has run that in a task of its own."""

from contextvars import ContextVar
from typing import Any

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware

cost: ContextVar[float] = ContextVar("cost", default=0.0)
costs: dict[str, float] = {"/answers": 0.0}


class Stamped(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:  # fault
        response = await call_next(request)
        response.headers["X-Served-By"] = "shop"
        return response


class Charged:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)
        if scope.get("path") in costs:
            costs[scope["path"]] += cost.get()


app = FastAPI()
app.add_middleware(Stamped)
app.add_middleware(Charged)


@app.get("/answers")
async def answer() -> str:
    cost.set(0.02)
    return "42"
