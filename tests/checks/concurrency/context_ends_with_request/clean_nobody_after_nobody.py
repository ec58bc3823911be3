"""A middleware notes who called once it knows; of nobody it notes that it was nobody."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar

from fastapi import FastAPI, Request, Response

app = FastAPI()
principal: ContextVar[str | None] = ContextVar("principal")


@app.middleware("http")
async def noted(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    request.state.principal = None
    response = await call_next(request)
    principal.set(request.state.principal)
    return response


@app.get("/")
async def about() -> dict[str, str]:
    return {"name": "catalogue"}
