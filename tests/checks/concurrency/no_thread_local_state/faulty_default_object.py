"""A context object is the default of its ContextVar, and each request writes its attributes."""

from contextvars import ContextVar
from dataclasses import dataclass

from fastapi import Depends, FastAPI, Request


@dataclass
class Context:
    path: str = ""
    agent: str = ""


class Holder:
    current: ContextVar[Context] = ContextVar("current_context", default=Context())  # noqa: B039  # fault


async def fill(request: Request) -> None:
    context = Holder.current.get()
    context.path = request.url.path
    context.agent = request.headers.get("user-agent", "")


app = FastAPI(dependencies=[Depends(fill)])


@app.get("/ping")
async def ping() -> dict[str, bool]:
    return {"pong": Holder.current.get() is not None}
